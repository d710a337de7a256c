package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.StockAlert;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The last word of every alert. */
final class AlertAudit {
  private static final String NEGATIVE_ON_HAND = "NEGATIVE_ON_HAND";

  private static final Set<String> OF_ORDERS =
      Set.of("EXCESS_FULFILMENT", "DOUBLE_BOOKED", "UNCOLLECTED", "EXCESS_VOID");

  private final OutputReader reader;
  private final Differences differences;
  private final Map<String, Said> last = new HashMap<>();
  private final Map<Said, String> begunAgain = new HashMap<>();
  private Predicate<Said> mayStandTwice = said -> false;

  /**
   * The last word of one alert.
   *
   * @param facts the numbers behind it
   * @param occurredAtMicros business time of what brought it about
   * @param roles of its evidence, where they name order lines that lose; else none
   */
  record Said(
      String check,
      String key,
      AlertStatus status,
      long revision,
      Map<String, Long> facts,
      long occurredAtMicros,
      List<String> roles) {}

  AlertAudit(OutputReader reader, Differences differences) {
    this.reader = reader;
    this.differences = differences;
  }

  /** Takes a record of {@code stock-alerts}. */
  void alert(RawRecord raw) {
    if (raw.value() == null) {
      return;
    }
    differences.compared(Check.ALERTS);
    StockAlert alert = reader.read(raw, StockAlert.class, Check.ALERTS);
    if (alert == null) {
      return;
    }
    Said said =
        new Said(
            alert.getCheck(),
            alert.getKey(),
            alert.getStatus(),
            alert.getRevision(),
            alert.getFacts(),
            NaiveStock.micros(alert.getOccurredAt()),
            alert.getCheck().equals("OVERSOLD")
                ? alert.getEvidence().stream().map(Evidence::getRole).toList()
                : List.of());
    Said before = last.put(alert.getAlertId(), said);
    if (before != null && alert.getRevision() != before.revision() + 1) {
      String sentence =
          alert.getAlertId() + " at " + raw.address() + ": a revision is missing or repeated";
      if (alert.getRevision() == 1 && OF_ORDERS.contains(alert.getCheck())) {
        begunAgain.put(said, sentence);
      } else {
        differences.add(Check.ALERTS, sentence);
      }
    }
  }

  /**
   * Judges the alerts of orders that began again at their first revision.
   *
   * @param isOfTwo whether the key of one may stand for two orders, one after the other
   */
  void compareBegunAgain(Predicate<Said> isOfTwo) {
    begunAgain.forEach(
        (said, sentence) -> differences.expect(isOfTwo.test(said), Check.ALERTS, () -> sentence));
  }

  /**
   * Compares with the shelves.
   *
   * @param negative the shelves of stock items that have less than nothing on hand
   */
  void compare(Set<ShelfKey> negative) {
    Set<String> confirmed = new HashSet<>();
    for (Said said : last.values()) {
      if (said.check().equals(NEGATIVE_ON_HAND) && isOpen(said.status())) {
        differences.expect(
            said.status() == AlertStatus.CONFIRMED && confirmed.add(said.key()),
            Check.ALERTS,
            () -> said.key() + ": NEGATIVE_ON_HAND is open twice, or not confirmed");
      }
    }
    for (ShelfKey shelf : negative) {
      differences.expect(
          confirmed.remove(shelf.toString()),
          Check.ALERTS,
          () -> shelf + " is negative on hand, but no alert stands");
    }
    for (String key : confirmed) {
      differences.add(Check.ALERTS, key + ": NEGATIVE_ON_HAND stands, but it is not negative");
    }
  }

  /** Names alerts whose keys stood for several things one after the other, each with its own. */
  void mayStandTwice(Predicate<Said> which) {
    mayStandTwice = which;
  }

  /** The last words of all alerts of a check. */
  List<Said> all(String check) {
    return last.values().stream().filter(said -> said.check().equals(check)).toList();
  }

  /** The alerts of a check that stand, by key. */
  Map<String, Said> standing(String check) {
    Map<String, Said> standing = new HashMap<>();
    for (Said said : last.values()) {
      if (said.check().equals(check) && isOpen(said.status())) {
        differences.expect(
            standing.put(said.key(), said) == null || mayStandTwice.test(said),
            Check.ALERTS,
            () -> said.key() + ": " + check + " stands twice");
      }
    }
    return standing;
  }

  /** The alerts of a check that stood once and do no longer. */
  List<Said> closed(String check) {
    return last.values().stream()
        .filter(said -> said.check().equals(check) && !isOpen(said.status()))
        .toList();
  }

  /** Whether an alert of a check stands whose key begins so. */
  boolean stands(String check, String keyPrefix) {
    return last.values().stream()
        .anyMatch(
            said ->
                said.check().equals(check)
                    && isOpen(said.status())
                    && said.key().startsWith(keyPrefix));
  }

  private static boolean isOpen(AlertStatus status) {
    return switch (status) {
      case SUSPECTED, CONFIRMED -> true;
      case RETRACTED, RESOLVED -> false;
    };
  }
}
