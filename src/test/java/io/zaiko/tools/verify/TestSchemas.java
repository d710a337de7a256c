package io.zaiko.tools.verify;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.Item;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentState;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.Void;
import io.zaiko.codec.WireFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A registry of the contract as it is now: ids from 1 up. */
final class TestSchemas {
  static final List<Schema> KNOWN =
      List.of(
          Sale.getClassSchema(),
          Void.getClassSchema(),
          Return.getClassSchema(),
          Restock.getClassSchema(),
          StockAdjustment.getClassSchema(),
          StockCount.getClassSchema(),
          Transfer.getClassSchema(),
          StockRule.getClassSchema(),
          Heartbeat.getClassSchema(),
          Item.getClassSchema(),
          Location.getClassSchema(),
          Availability.getClassSchema(),
          AvailabilityByGroup.getClassSchema(),
          StockLedgerEntry.getClassSchema(),
          StockAlert.getClassSchema(),
          DeadLetter.getClassSchema(),
          Duplicate.getClassSchema(),
          LocationFreshness.getClassSchema(),
          Fulfilment.getClassSchema(),
          ReservationRequest.getClassSchema(),
          ReservationDecision.getClassSchema(),
          HoldRelease.getClassSchema(),
          PaymentEvent.getClassSchema(),
          AlertAction.getClassSchema(),
          PaymentState.getClassSchema(),
          PaymentAlert.getClassSchema());

  static final Schemas ALL = id -> id >= 1 && id <= KNOWN.size() ? KNOWN.get(id - 1) : null;

  private TestSchemas() {}

  static int idOf(Schema schema) {
    return KNOWN.indexOf(schema) + 1;
  }

  static Schema of(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  static byte[] encode(SpecificRecord record) {
    return WireFormat.encode(idOf(record.getSchema()), record);
  }
}
