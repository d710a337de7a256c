package io.zaiko.domain.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of input record that move goods or keep a source's clock, and the topics that carry
 * them.
 */
public enum RecordKind {
  SALE("sales"),
  VOID("voids"),
  RETURN("returns"),
  RESTOCK("restocks"),
  ADJUSTMENT("adjustments"),
  COUNT("counts"),
  TRANSFER("transfers"),
  HEARTBEAT("heartbeats"),
  FULFILMENT("fulfilments"),
  RESERVATION("reservations"),
  /** What the job itself says: holds of a refused reservation are given up. */
  HOLD_RELEASE("hold-releases"),
  PAYMENT("payments"),
  /** What a person made of an alert. */
  ALERT_ACTION("alert-actions");

  /** What the inventory job reads. */
  public static final Set<RecordKind> OF_STOCK =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(ALERT_ACTION)));

  /** What the payments job reads: money is judged with the goods in view. */
  public static final Set<RecordKind> OF_PAYMENTS =
      Set.of(PAYMENT, ALERT_ACTION, HEARTBEAT, SALE, VOID, FULFILMENT, RETURN);

  /** In whose texts a card number may stand, and must not. */
  public static final Set<RecordKind> OF_GUARDED = Set.of(PAYMENT, ALERT_ACTION);

  private final String topicPrefix;

  RecordKind(String topicPrefix) {
    this.topicPrefix = topicPrefix;
  }

  /** The first part of the topic's name, before the dot and the channel. */
  public String topicPrefix() {
    return topicPrefix;
  }

  /**
   * The kind that a topic carries: {@code sales.web} carries SALE.
   *
   * @return empty where the topic is no input topic
   */
  public static Optional<RecordKind> ofTopic(String topic) {
    int dot = topic.indexOf('.');
    if (dot < 1 || dot == topic.length() - 1) {
      return Optional.empty();
    }
    String prefix = topic.substring(0, dot);
    for (RecordKind kind : values()) {
      if (kind.topicPrefix.equals(prefix)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
