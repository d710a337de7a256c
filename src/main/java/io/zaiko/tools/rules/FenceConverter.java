package io.zaiko.tools.rules;

import io.zaiko.domain.rule.RingFence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a ring-fence as it is written on the command line: {@code web=4}, {@code app=50%:2}. */
final class FenceConverter implements ITypeConverter<RingFence> {
  private static final Pattern FENCE = Pattern.compile("([^=,]+)=(-?\\d+)(%?)(?::(-?\\d+))?");

  @Override
  public RingFence convert(String text) {
    if (StatedBuffer.isList(text)) {
      throw new TypeConversionException(
          "'" + text + "' is no single fence; repeat --fence for each channel");
    }
    Matcher fence = FENCE.matcher(text.strip());
    try {
      if (fence.matches()) {
        String channel = fence.group(1);
        int priority = fence.group(4) == null ? 0 : Integer.parseInt(fence.group(4));
        return fence.group(3).isEmpty()
            ? RingFence.ofUnits(channel, Long.parseLong(fence.group(2)), priority)
            : RingFence.ofPercent(channel, Integer.parseInt(fence.group(2)), priority);
      }
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'"
            + text
            + "' is no fence; write CHANNEL=UNITS or CHANNEL=PERCENT%, with :PRIORITY where it"
            + " matters, for example web=4 or app=50%:2");
  }
}
