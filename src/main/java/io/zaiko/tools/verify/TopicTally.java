package io.zaiko.tools.verify;

/** Where the records of one input topic went. */
final class TopicTally {
  private final String topic;
  private long records;
  private long applied;
  private long duplicates;
  private long deadLetters;

  TopicTally(String topic) {
    this.topic = topic;
  }

  void addRecord() {
    records++;
  }

  void addApplied() {
    applied++;
  }

  void addDuplicate() {
    duplicates++;
  }

  void addDeadLetter() {
    deadLetters++;
  }

  /** The counts so far. */
  Balance balance() {
    return new Balance(topic, records, applied, duplicates, deadLetters);
  }

  /**
   * The account of one topic.
   *
   * @param topic its name
   * @param records how many it holds
   * @param applied how many of these the ledger witnesses in full; heartbeats and master data need
   *     no witness
   * @param duplicates how many were dropped
   * @param deadLetters how many were refused
   */
  record Balance(String topic, long records, long applied, long duplicates, long deadLetters) {
    /** 0 where nothing is lost and nothing counts twice. */
    public long difference() {
      return records - applied - duplicates - deadLetters;
    }
  }
}
