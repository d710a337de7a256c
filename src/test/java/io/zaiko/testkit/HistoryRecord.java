package io.zaiko.testkit;

import io.zaiko.avro.Source;
import java.time.Instant;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One input record of a history.
 *
 * @param topic where it is published
 * @param record what it says
 */
public record HistoryRecord(String topic, SpecificRecord record) {

  /** Its unique name. */
  public String eventId() {
    return (String) field("event_id");
  }

  /** When it happened, by its source's clock. */
  public Instant occurredAt() {
    return (Instant) field("occurred_at");
  }

  /** Who wrote it; its id is the Kafka key. */
  public Source source() {
    return (Source) field("source");
  }

  /** The same record sent once more: nothing differs but the times of its transport. */
  public HistoryRecord sentAgainAt(Instant time) {
    SpecificRecord copy =
        SpecificData.getForClass(record.getClass()).deepCopy(record.getSchema(), record);
    HistoryRecord again = new HistoryRecord(topic, copy);
    again.source().setSentAt(time);
    again.source().setReceivedAt(time.plusSeconds(1));
    return again;
  }

  private Object field(String name) {
    return record.get(record.getSchema().getField(name).pos());
  }
}
