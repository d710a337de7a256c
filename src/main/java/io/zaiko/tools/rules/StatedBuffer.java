package io.zaiko.tools.rules;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A buffer as it is written on the command line: {@code pos=1}. */
record StatedBuffer(String channel, long units) {
  /** Whether several channels are written as one, or a channel that could be read as several. */
  static boolean isList(String text) {
    return text.indexOf(',') >= 0 || text.indexOf('=') != text.lastIndexOf('=');
  }

  static final class Converter implements ITypeConverter<StatedBuffer> {
    @Override
    public StatedBuffer convert(String text) {
      if (isList(text)) {
        throw new TypeConversionException(
            "'" + text + "' is no single buffer; repeat --buffer for each channel");
      }
      int end = text.indexOf('=');
      try {
        if (end > 0) {
          return new StatedBuffer(
              text.substring(0, end), Long.parseLong(text.substring(end + 1).strip()));
        }
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
      throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException(
          "'" + text + "' is no buffer; write CHANNEL=UNITS, for example pos=1");
    }
  }
}
