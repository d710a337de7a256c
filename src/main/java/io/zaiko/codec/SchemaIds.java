package io.zaiko.codec;

import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentState;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.avro.Schema;

/** The registry's ids of the records the jobs write: found once, before one starts. */
public final class SchemaIds implements Serializable {
  private static final long serialVersionUID = 1L;

  static {
    AvroLimits.ensure();
  }

  private final HashMap<String, Integer> idByName;

  private SchemaIds(Map<String, Integer> idByName) {
    this.idByName = new HashMap<>(idByName);
  }

  /**
   * Asks for each id.
   *
   * @param registry from a schema to its id
   */
  public static SchemaIds resolve(ToIntFunction<Schema> registry) {
    Map<String, Integer> ids = new HashMap<>();
    for (Schema schema : written()) {
      ids.put(schema.getFullName(), registry.applyAsInt(schema));
    }
    return new SchemaIds(ids);
  }

  /** The schemas of the records the jobs write. */
  public static List<Schema> written() {
    return List.of(
        Availability.getClassSchema(),
        AvailabilityByGroup.getClassSchema(),
        StockLedgerEntry.getClassSchema(),
        StockAlert.getClassSchema(),
        LocationFreshness.getClassSchema(),
        ReservationDecision.getClassSchema(),
        HoldRelease.getClassSchema(),
        PaymentState.getClassSchema(),
        PaymentAlert.getClassSchema(),
        DeadLetter.getClassSchema(),
        Duplicate.getClassSchema());
  }

  int of(Schema schema) {
    Integer id = idByName.get(schema.getFullName());
    if (id == null) {
      throw new IllegalStateException(schema.getFullName() + " is missing in written()");
    }
    return id;
  }
}
