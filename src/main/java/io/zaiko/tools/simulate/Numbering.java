package io.zaiko.tools.simulate;

import io.zaiko.avro.Source;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Numbers what a till writes, without gaps, per till and kind of record, from 0 up. */
final class Numbering {
  private final Map<String, Long> next = new HashMap<>();

  void number(Told told) {
    Schema schema = told.record().getSchema();
    Source source = (Source) told.record().get(schema.getField("source").pos());
    Long sequence = source.getSequence();
    if (sequence != null && sequence == Story.TO_BE_NUMBERED) {
      source.setSequence(next.merge(schema.getName() + ' ' + source.getId(), 1L, Long::sum) - 1);
    }
  }
}
