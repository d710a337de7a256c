package io.zaiko.tools.verify;

import io.zaiko.avro.Source;
import org.apache.avro.specific.SpecificRecord;

/**
 * What makes two records the same statement.
 *
 * @param key a {@link Numbered} where the source numbers its records, else the event id
 * @param content a hash of all the record says but the times of its transport
 */
record Identity(Object key, long content) {
  /**
   * The numbering of one kind of record of one source.
   *
   * @param source the source
   * @param epoch of its numbering
   * @param kind the record's name
   */
  record Series(String source, long epoch, String kind) {}

  /**
   * A record's place in a series.
   *
   * @param series the series
   * @param number the place
   */
  record Numbered(Series series, long number) {}

  /** The identity of an input record; its transport times are gone afterwards. */
  static Identity of(SpecificRecord input) {
    Source source = Contract.source(input);
    source.setSentAt(null);
    source.setReceivedAt(null);
    return new Identity(key(input, source), StatedContent.of(input));
  }

  private static Object key(SpecificRecord input, Source source) {
    Long number = source.getSequence();
    if (number == null) {
      return Contract.eventId(input);
    }
    long epoch = source.getEpoch() == null ? 0 : source.getEpoch();
    return new Numbered(
        new Series(source.getId().intern(), epoch, input.getSchema().getName()), number);
  }
}
