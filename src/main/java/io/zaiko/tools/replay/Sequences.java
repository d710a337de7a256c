package io.zaiko.tools.replay;

import io.zaiko.avro.Source;
import java.util.HashMap;
import java.util.Map;

/** Numbers the records of each source gaplessly, from 0 and per kind of record. */
final class Sequences {
  private final boolean numbered;
  private final Map<String, Long> next = new HashMap<>();

  /** Numbering begins anew; without numbers, records are known by their event_id alone. */
  Sequences(boolean numbered) {
    this.numbered = numbered;
  }

  /** The source of its next record of a kind. */
  Source next(String id, String kind) {
    Source source = new Source();
    source.setId(id);
    if (numbered) {
      source.setEpoch(0L);
      source.setSequence(next.merge(id + "|" + kind, 0L, (now, zero) -> now + 1));
    }
    return source;
  }
}
