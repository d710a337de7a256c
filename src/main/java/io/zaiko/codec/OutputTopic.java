package io.zaiko.codec;

import java.time.Duration;

/** The topics the jobs write. The number of partitions of an output topic never changes. */
public enum OutputTopic {
  AVAILABILITY("availability", true, Duration.ZERO),
  AVAILABILITY_BY_GROUP("availability-by-group", true, Duration.ZERO),
  STOCK_LEDGER("stock-ledger", false, Duration.ofDays(30)),
  LOCATION_FRESHNESS("location-freshness", true, Duration.ZERO),
  RESERVATION_DECISIONS("reservation-decisions", true, Duration.ZERO),
  STOCK_ALERTS("stock-alerts", true, Duration.ZERO),
  PAYMENT_STATES("payment-states", true, Duration.ZERO),
  PAYMENT_ALERTS("payment-alerts", true, Duration.ZERO),
  DEAD_LETTERS("dead-letters", false, Duration.ofDays(30)),
  DUPLICATES("duplicates", false, Duration.ofDays(30));

  private final String topic;
  private final boolean compacted;
  private final Duration retention;

  OutputTopic(String topic, boolean compacted, Duration retention) {
    this.topic = topic;
    this.compacted = compacted;
    this.retention = retention;
  }

  /** The topic's name in Kafka. */
  public String topic() {
    return topic;
  }

  /** True where Kafka keeps the last record of each key for ever. */
  public boolean compacted() {
    return compacted;
  }

  /** How long records are kept; zero where the topic is compacted. */
  public Duration retention() {
    return retention;
  }
}
