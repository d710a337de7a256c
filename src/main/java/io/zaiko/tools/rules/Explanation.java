package io.zaiko.tools.rules;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockStatus;
import io.zaiko.domain.rule.ChannelAts;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.StockRule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbers of one image in their parts, under the rules as they stand now. */
final class Explanation {
  private final Availability image;
  private final EffectiveRule rule;

  Explanation(Availability image, EffectiveRule rule) {
    this.image = image;
    this.rule = rule;
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s at %s, image %d, as of %s%n%n",
        image.getSku(),
        image.getLocationId(),
        image.getVersion(),
        image.getAsOf());
    sum(out);
    out.println();
    out.println("status " + image.getStatus() + ", " + thresholds());
    out.println();
    if (isClosed()) {
      out.println("the location is closed: nobody sells");
    } else {
      channels(out);
    }
    differences(out);
  }

  /** Only where nobody sells is a shelf with units to sell out of stock. */
  private boolean isClosed() {
    return image.getStatus() == StockStatus.OUT_OF_STOCK
        && image.getAvailableToSell() > 0
        && image.getChannels().values().stream().allMatch(units -> units == 0);
  }

  private void sum(PrintWriter out) {
    Map<String, Long> unavailable = new TreeMap<>(image.getUnavailable());
    part(out, "on hand", image.getOnHand(), "");
    part(out, "- unavailable", unavailableUnits(), unavailable.isEmpty() ? "" : words(unavailable));
    part(out, "- allocated", image.getAllocated(), "");
    part(out, "- reserved", image.getReserved(), "");
    part(out, "- safety stock", rule.safetyStock(), by(rule.safetyStockBy()));
    part(out, "= available to sell", availableToSell(), "");
  }

  private static void part(PrintWriter out, String name, long units, String from) {
    out.println(String.format(Locale.ROOT, "  %-20s %,15d  %s", name, units, from).stripTrailing());
  }

  private String thresholds() {
    if (rule.thresholdsBy() == null) {
      return "low stock at low.stock.at of the job's settings";
    }
    return String.format(
        Locale.ROOT,
        "low stock at %,d and below, in stock again at %,d and above: %s",
        rule.thresholds().lowStockAt(),
        rule.thresholds().inStockAt(),
        by(rule.thresholdsBy()));
  }

  private void channels(PrintWriter out) {
    List<ChannelAts> parts = ChannelAts.of(availableToSell(), rule);
    if (parts.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "no rule names a channel: each may sell %,d%n",
          Math.max(0, availableToSell()));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("channel", "may sell", "buffer", "kept for others", "fence", "of it kept"));
    for (ChannelAts part : parts) {
      rows.add(
          List.of(
              part.channel(),
              units(part.availableToSell()),
              units(part.buffer()),
              units(part.keptForOthers()),
              units(part.fence()),
              units(part.keep())));
    }
    Columns.print(rows, out);
    if (rule.buffersBy() != null) {
      out.println(
          "buffers: " + RuleWords.buffers(rule.buffers()) + " (" + by(rule.buffersBy()) + ")");
    }
    if (rule.fencesBy() != null) {
      out.println("fences: " + RuleWords.fences(rule.fences()) + " (" + by(rule.fencesBy()) + ")");
    }
  }

  /** An image that was made by other rules than those that stand now. */
  private void differences(PrintWriter out) {
    Map<String, Long> channels = new TreeMap<>(ChannelAts.byChannel(availableToSell(), rule));
    if (isClosed()) {
      channels.replaceAll((channel, units) -> 0L);
    }
    if (image.getSafetyStock() != rule.safetyStock() || !image.getChannels().equals(channels)) {
      out.println();
      out.printf(
          Locale.ROOT,
          "The image itself says: safety stock %,d, available to sell %,d, channels %s. It was made"
              + " before the rules above were in force; see with bin/zaiko status whether the job"
              + " runs.%n",
          image.getSafetyStock(),
          image.getAvailableToSell(),
          image.getChannels().isEmpty() ? "none" : words(new TreeMap<>(image.getChannels())));
    }
  }

  private long availableToSell() {
    return image.getOnHand()
        - unavailableUnits()
        - image.getAllocated()
        - image.getReserved()
        - rule.safetyStock();
  }

  private long unavailableUnits() {
    return image.getUnavailable().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String by(@Nullable StockRule rule) {
    return rule == null ? "no rule" : RuleWords.name(rule);
  }

  private static String units(long units) {
    return String.format(Locale.ROOT, "%,d", units);
  }

  private static String words(Map<String, Long> units) {
    return RuleWords.buffers(units);
  }
}
