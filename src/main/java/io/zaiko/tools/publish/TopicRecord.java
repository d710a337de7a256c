package io.zaiko.tools.publish;

import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Item;
import io.zaiko.avro.Location;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import io.zaiko.domain.identity.RecordKind;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * What a topic takes.
 *
 * @param schema the record it carries
 * @param keyField the field whose text is the Kafka key; {@code source} stands for {@code
 *     source.id}
 * @param control true for master data, where an empty value forgets the key
 */
record TopicRecord(Schema schema, String keyField, boolean control) {
  private static final String SOURCE = "source";

  /** Empty for a topic that is neither input nor control topic. */
  static Optional<TopicRecord> of(String topic) {
    return switch (topic) {
      case "items" -> Optional.of(new TopicRecord(Item.SCHEMA$, "sku", true));
      case "locations" -> Optional.of(new TopicRecord(Location.SCHEMA$, "location_id", true));
      default ->
          RecordKind.ofTopic(topic).map(kind -> new TopicRecord(schema(kind), SOURCE, false));
    };
  }

  private static Schema schema(RecordKind kind) {
    return switch (kind) {
      case SALE -> Sale.SCHEMA$;
      case VOID -> Void.SCHEMA$;
      case RETURN -> Return.SCHEMA$;
      case RESTOCK -> Restock.SCHEMA$;
      case ADJUSTMENT -> StockAdjustment.SCHEMA$;
      case HEARTBEAT -> Heartbeat.SCHEMA$;
    };
  }

  /** The Kafka key of a record of this schema. */
  String key(IndexedRecord record) {
    Object value = record.get(schema.getField(keyField).pos());
    return value instanceof Source source ? source.getId() : String.valueOf(value);
  }
}
