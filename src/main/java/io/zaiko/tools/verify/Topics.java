package io.zaiko.tools.verify;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The topics under audit, read with {@code read_committed}. */
interface Topics {
  /** What carries goods, by the part of the name before the dot. */
  List<String> INPUT_PREFIXES =
      List.of(
          "sales",
          "voids",
          "fulfilments",
          "returns",
          "restocks",
          "adjustments",
          "counts",
          "transfers",
          "reservations",
          "hold-releases",
          "heartbeats");

  /** What the job of payments accounts for, and that of stock only reads along. */
  String PAYMENTS = "payments.";

  /** What people made of alerts; the job of payments alone reads it. */
  String ACTIONS = "alert-actions.";

  /** Master data and rules. */
  List<String> CONTROL = List.of("items", "locations", "stock-rules");

  /** All topics there are. */
  Set<String> names();

  /** Hands on every committed record of the topics, each partition in the order of its offsets. */
  void read(Collection<String> topics, Consumer<RawRecord> each);

  /** Whether records were left out: older than asked for, or removed by retention. */
  boolean isPartial();

  /** Whether a job accounts for payments here: one of an older version had none. */
  default boolean hasPaymentsJob() {
    return names().contains("payment-states");
  }

  /** The input topics there are, sorted by name. */
  default List<String> inputs() {
    return names().stream().filter(Topics::isInput).sorted().toList();
  }

  /** The topics of payments there are, sorted by name. */
  default List<String> payments() {
    return names().stream().filter(name -> name.startsWith(PAYMENTS)).sorted().toList();
  }

  /** The topics of actions on alerts there are, sorted by name. */
  default List<String> actions() {
    return names().stream().filter(name -> name.startsWith(ACTIONS)).sorted().toList();
  }

  /** Whether the job of payments accounts for a topic. */
  static boolean isOfPayments(String name) {
    return name.startsWith(PAYMENTS) || name.startsWith(ACTIONS);
  }

  private static boolean isInput(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1 && INPUT_PREFIXES.contains(name.substring(0, dot));
  }
}
