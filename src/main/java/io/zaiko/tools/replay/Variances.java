package io.zaiko.tools.replay;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.clients.ValueReader.UnreadableException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** The count variances that stand, by their last word. */
final class Variances {
  private static final String CHECK = "COUNT_VARIANCE";
  private static final String UNITS = "variance";

  private final Map<String, StockAlert> last = new HashMap<>();

  /** Reads {@code stock-alerts} to its present end. */
  static Variances read(CommittedScan scan, ValueReader values) {
    Variances variances = new Variances();
    scan.read(
        OutputTopic.STOCK_ALERTS.topic(),
        raw -> {
          if (raw.value() == null) {
            return;
          }
          try {
            variances.add(values.read(raw.value(), StockAlert.class, StockAlert.SCHEMA$));
          } catch (UnreadableException e) {
            throw new UserError(
                "%s partition %d offset %d is %s; who else writes to this topic?"
                    .formatted(raw.topic(), raw.partition(), raw.offset(), e.getMessage()),
                e);
          }
        });
    return variances;
  }

  void add(StockAlert alert) {
    if (alert.getCheck().equals(CHECK)) {
      last.put(alert.getAlertId(), alert);
    }
  }

  void print(PrintWriter out) {
    long confirmed = count(AlertStatus.CONFIRMED);
    long suspected = count(AlertStatus.SUSPECTED);
    long tooFew = 0;
    long tooMany = 0;
    for (StockAlert alert : last.values()) {
      if (isOf(alert, AlertStatus.CONFIRMED) || isOf(alert, AlertStatus.SUSPECTED)) {
        long units = alert.getFacts().getOrDefault(UNITS, 0L);
        tooFew += Math.max(0, -units);
        tooMany += Math.max(0, units);
      }
    }
    out.printf(
        "count variances that stand: %,d (%,d of them suspected), %,d units too few, %,d too many;"
            + " taken back: %,d%n",
        confirmed + suspected, suspected, tooFew, tooMany, last.size() - confirmed - suspected);
  }

  private long count(AlertStatus status) {
    return last.values().stream().filter(alert -> isOf(alert, status)).count();
  }

  private static boolean isOf(StockAlert alert, AlertStatus status) {
    return alert.getStatus() == status;
  }
}
