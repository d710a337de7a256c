package io.zaiko.codec;

/** The compacted topics of master data and rules that the inventory job reads. */
public enum ControlTopic {
  ITEMS("items"),
  LOCATIONS("locations"),
  STOCK_RULES("stock-rules");

  private final String topic;

  ControlTopic(String topic) {
    this.topic = topic;
  }

  /** The topic's name in Kafka. */
  public String topic() {
    return topic;
  }
}
