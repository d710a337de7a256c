package io.zaiko.tools.verify;

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
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Which record each input topic carries, and the fields that every input has. */
final class Contract {
  private static final Map<String, Schema> SCHEMAS =
      Map.ofEntries(
          Map.entry("sales", Sale.getClassSchema()),
          Map.entry("voids", Void.getClassSchema()),
          Map.entry("fulfilments", Fulfilment.getClassSchema()),
          Map.entry("returns", Return.getClassSchema()),
          Map.entry("restocks", Restock.getClassSchema()),
          Map.entry("adjustments", StockAdjustment.getClassSchema()),
          Map.entry("counts", StockCount.getClassSchema()),
          Map.entry("transfers", Transfer.getClassSchema()),
          Map.entry("reservations", ReservationRequest.getClassSchema()),
          Map.entry("hold-releases", HoldRelease.getClassSchema()),
          Map.entry("payments", PaymentEvent.getClassSchema()),
          Map.entry("alert-actions", AlertAction.getClassSchema()),
          Map.entry("heartbeats", Heartbeat.getClassSchema()),
          Map.entry("items", Item.getClassSchema()),
          Map.entry("locations", Location.getClassSchema()),
          Map.entry("stock-rules", StockRule.getClassSchema()));

  /** Wider intervals are taken as of a week. */
  private static final long WEEK_MICROS = 604_800_000_000L;

  private Contract() {}

  /** The schema of a topic's records, by the part of its name before the dot. */
  static Schema schemaOf(String topicPrefix) {
    Schema schema = SCHEMAS.get(topicPrefix);
    if (schema == null) {
      throw new IllegalArgumentException("no input topic begins with " + topicPrefix);
    }
    return schema;
  }

  static String eventId(SpecificRecord input) {
    return (String) field(input, "event_id");
  }

  static Instant occurredAt(SpecificRecord input) {
    return (Instant) field(input, "occurred_at");
  }

  static Source source(SpecificRecord input) {
    return (Source) field(input, "source");
  }

  /**
   * Width of the interval that begins when its units moved and holds the true time; 0 where that is
   * exact, and of a mis-ring, of which its sale says how uncertain it is.
   */
  static long widthMicros(SpecificRecord input) {
    Long width = source(input).getTimePrecision();
    boolean isMisRing = input instanceof Void v && v.getGoods() == VoidedGoods.NEVER_LEFT;
    return width == null || isMisRing ? 0 : Math.min(width, WEEK_MICROS);
  }

  private static Object field(SpecificRecord input, String name) {
    return input.get(input.getSchema().getField(name).pos());
  }
}
