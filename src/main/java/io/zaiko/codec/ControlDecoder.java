package io.zaiko.codec;

import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.StockRule;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.place.Place;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the control topics to master data. Total, as {@link RecordDecoder} is: no record stops
 * the job. And like there a record may have to wait for its schema. A record without a value is a
 * tombstone, not a fault. Not for several threads.
 */
public final class ControlDecoder {
  static {
    AvroLimits.ensure();
  }

  private final BodyReader<Item> items;
  private final BodyReader<Location> locations;
  private final BodyReader<StockRule> rules;

  public ControlDecoder(WriterSchemas writers) {
    this.items = new BodyReader<>(Item.getClassSchema(), new Item().getSpecificData(), writers);
    this.locations =
        new BodyReader<>(Location.getClassSchema(), new Location().getSpecificData(), writers);
    this.rules =
        new BodyReader<>(StockRule.getClassSchema(), new StockRule().getSpecificData(), writers);
  }

  /**
   * What a record says.
   *
   * @param timestampMillis the broker's time of the record
   */
  public ControlRecord decode(
      ControlTopic topic,
      int partition,
      long offset,
      long timestampMillis,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    Origin origin =
        new Origin(
            topic.topic(), partition, offset, TimeUnit.MILLISECONDS.toMicros(timestampMillis));
    Inbound inbound = new Inbound(origin, key, value, schemaId(value), null, null, null, null);
    try {
      return switch (topic) {
        case ITEMS -> item(inbound);
        case LOCATIONS -> location(inbound);
        case STOCK_RULES -> rule(inbound);
      };
    } catch (Refusal e) {
      return new ControlRecord(
          topic, "", false, false, true, inbound.refused(e.reason(), e.text()));
    } catch (SchemaOutOfReachException e) {
      return new ControlRecord(topic, "", false, false, true, inbound);
    }
  }

  /** As above, for a caller that has the topic's name only; it must be one of the contract's. */
  public ControlRecord decode(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    for (ControlTopic control : ControlTopic.values()) {
      if (control.topic().equals(topic)) {
        return decode(control, partition, offset, timestampMillis, key, value);
      }
    }
    throw new IllegalArgumentException(topic + " is no control topic");
  }

  private ControlRecord item(Inbound inbound) throws Refusal {
    String sku = Fields.name(text(inbound.key()), "the Kafka key, the sku,", Fields.RECORD);
    if (inbound.value() == null) {
      return new ControlRecord(ControlTopic.ITEMS, sku, true, false, true, inbound);
    }
    Item item = items.read(BodyReader.withHeader(inbound.value()));
    String stated = Unforeseen.refused(() -> Fields.name(item.getSku(), "sku", Fields.RECORD));
    requireSame(sku, stated, "sku");
    boolean nonStock = item.getKind() == ItemKind.NON_STOCK;
    return new ControlRecord(ControlTopic.ITEMS, sku, false, nonStock, true, inbound);
  }

  private ControlRecord location(Inbound inbound) throws Refusal {
    String id =
        Fields.location(text(inbound.key()), "the Kafka key, the location_id,", Fields.RECORD);
    if (inbound.value() == null) {
      return new ControlRecord(ControlTopic.LOCATIONS, id, true, false, true, inbound);
    }
    Location read = locations.read(BodyReader.withHeader(inbound.value()));
    Place place = Unforeseen.refused(() -> LocationMapping.place(read));
    requireSame(id, place.locationId(), "location_id");
    return new ControlRecord(
        ControlTopic.LOCATIONS, id, false, false, place.open(), inbound, place, null);
  }

  private ControlRecord rule(Inbound inbound) throws Refusal {
    String key = RuleMapping.key(text(inbound.key()));
    if (inbound.value() == null) {
      return new ControlRecord(ControlTopic.STOCK_RULES, key, true, false, true, inbound);
    }
    StockRule read = rules.read(BodyReader.withHeader(inbound.value()));
    var rule = Unforeseen.refused(() -> RuleMapping.rule(read));
    requireSame(key, rule.scope().key(), "location_id|sku");
    return new ControlRecord(
        ControlTopic.STOCK_RULES, key, false, false, true, inbound, null, rule);
  }

  private static void requireSame(String key, String id, String field) throws Refusal {
    if (!key.equals(id)) {
      throw new Refusal(
          Reason.KEY_MISMATCH,
          "the Kafka key "
              + Refusal.shown(key)
              + " is not the "
              + field
              + " "
              + Refusal.shown(id)
              + "; use the "
              + field
              + " as the key, for the topic keeps one record for each key");
    }
  }

  private static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  private static int schemaId(byte @Nullable [] value) {
    return value != null && WireFormat.hasHeader(value)
        ? WireFormat.schemaId(value)
        : Inbound.NO_SCHEMA_ID;
  }
}
