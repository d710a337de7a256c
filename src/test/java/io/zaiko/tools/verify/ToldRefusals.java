package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Source;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Tells people of records that were refused for their identity, as an honest job does. */
final class ToldRefusals {
  private static final Set<String> REASONS =
      Set.of("EVENT_CONFLICT", "SEQUENCE_REUSED", "SEQUENCE_EXPIRED");

  private ToldRefusals() {}

  /** Tells of all that lie in dead-letters. */
  static MemoryTopics in(MemoryTopics topics) {
    for (DeadLetter letter : topics.all("dead-letters", DeadLetter.class)) {
      byte[] value = new byte[letter.getValue() == null ? 0 : letter.getValue().remaining()];
      if (letter.getValue() != null) {
        letter.getValue().duplicate().get(value);
      }
      long offset = letter.getOrigin().getOffset();
      String topic = letter.getOrigin().getTopic();
      tell(topics, new RawRecord(topic, 0, offset, 0, null, value), letter.getReason());
    }
    return topics;
  }

  /** Tells of one; of none that was refused for what it says. */
  static void tell(MemoryTopics topics, RawRecord raw, String reason) {
    if (REASONS.contains(reason)) {
      SpecificRecord record =
          Objects.requireNonNull(
              new WireReader(TestSchemas.ALL)
                  .read(raw.value(), Contract.schemaOf(raw.topicPrefix()))
                  .record());
      new HonestOutputs(topics)
          .alert(
              reason,
              identity(raw, record) + '|' + raw.address(),
              AlertStatus.CONFIRMED,
              Map.of("partition", 0L, "offset", raw.offset()));
    }
  }

  private static String identity(RawRecord raw, SpecificRecord record) {
    Source source = Contract.source(record);
    String kind = raw.topicPrefix().replaceAll("s$", "").toUpperCase(Locale.ROOT);
    return source.getSequence() == null
        ? Contract.eventId(record)
        : source.getId() + '|' + source.getEpoch() + '|' + kind + '|' + source.getSequence();
  }
}
