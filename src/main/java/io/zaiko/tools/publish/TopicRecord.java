package io.zaiko.tools.publish;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.Item;
import io.zaiko.avro.Location;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.Void;
import io.zaiko.domain.identity.RecordKind;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a topic takes.
 *
 * @param schema the record it carries
 * @param keyField the field whose text is the Kafka key; {@code source} stands for {@code
 *     source.id}, {@code location_id|sku} for both with an empty part where one is null
 * @param control true for master data, where an empty value forgets the key
 */
record TopicRecord(Schema schema, String keyField, boolean control) {
  private static final String SOURCE = "source";
  private static final String SHELVES = "location_id|sku";

  /** Empty for a topic that is neither input nor control topic. */
  static Optional<TopicRecord> of(String topic) {
    return switch (topic) {
      case "items" -> Optional.of(new TopicRecord(Item.SCHEMA$, "sku", true));
      case "locations" -> Optional.of(new TopicRecord(Location.SCHEMA$, "location_id", true));
      case "stock-rules" -> Optional.of(new TopicRecord(StockRule.SCHEMA$, SHELVES, true));
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
      case COUNT -> StockCount.SCHEMA$;
      case TRANSFER -> Transfer.SCHEMA$;
      case FULFILMENT -> Fulfilment.SCHEMA$;
      case RESERVATION -> ReservationRequest.SCHEMA$;
      case HOLD_RELEASE -> HoldRelease.SCHEMA$;
      case PAYMENT -> PaymentEvent.SCHEMA$;
      case ALERT_ACTION -> AlertAction.SCHEMA$;
      case HEARTBEAT -> Heartbeat.SCHEMA$;
    };
  }

  /** The Kafka key of a record of this schema. */
  String key(IndexedRecord record) {
    if (record instanceof StockRule rule) {
      return orEmpty(rule.getLocationId()) + '|' + orEmpty(rule.getSku());
    }
    Object value = record.get(schema.getField(keyField).pos());
    return value instanceof Source source ? source.getId() : String.valueOf(value);
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }
}
