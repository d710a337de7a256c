package io.zaiko.tools.simulate;

import io.zaiko.avro.Source;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Numbers what a till writes, without gaps, per till and kind of record, from 0 up. */
final class Numbering {
  private final Map<String, Long> next = new HashMap<>();

  void number(Told told) {
    Source source = sourceOf(told);
    Long sequence = source.getSequence();
    if (sequence != null && sequence == Story.TO_BE_NUMBERED) {
      source.setSequence(
          next.merge(told.record().getSchema().getName() + ' ' + source.getId(), 1L, Long::sum)
              - 1);
    }
  }

  /** Who wrote a record: every input of the contract says it. */
  static Source sourceOf(Told told) {
    Schema schema = told.record().getSchema();
    return (Source) told.record().get(schema.getField("source").pos());
  }
}
