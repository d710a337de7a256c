package io.zaiko.codec;

/** The compacted topics of master data that the inventory job reads. */
public enum ControlTopic {
  ITEMS("items"),
  LOCATIONS("locations");

  private final String topic;

  ControlTopic(String topic) {
    this.topic = topic;
  }

  /** The topic's name in Kafka. */
  public String topic() {
    return topic;
  }
}
