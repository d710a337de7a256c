package io.zaiko.tools.house;

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
import io.zaiko.connectors.IncompatibleSchemaException;
import io.zaiko.connectors.RegistryClient;
import io.zaiko.connectors.RegistryUnavailableException;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas of every record on a topic, and how each may change. The subject is its full name.
 */
final class Contract {
  /** Producers may be older than the job. */
  static final List<Schema> INPUTS =
      List.of(
          Sale.SCHEMA$,
          Void.SCHEMA$,
          Return.SCHEMA$,
          Restock.SCHEMA$,
          StockAdjustment.SCHEMA$,
          StockCount.SCHEMA$,
          Transfer.SCHEMA$,
          Fulfilment.SCHEMA$,
          Heartbeat.SCHEMA$,
          ReservationRequest.SCHEMA$,
          HoldRelease.SCHEMA$,
          PaymentEvent.SCHEMA$,
          AlertAction.SCHEMA$,
          Item.SCHEMA$,
          Location.SCHEMA$,
          StockRule.SCHEMA$);

  /** Subscribers may be older than the job. */
  static final List<Schema> OUTPUTS =
      List.of(
          Availability.SCHEMA$,
          AvailabilityByGroup.SCHEMA$,
          StockLedgerEntry.SCHEMA$,
          LocationFreshness.SCHEMA$,
          ReservationDecision.SCHEMA$,
          DeadLetter.SCHEMA$,
          Duplicate.SCHEMA$,
          StockAlert.SCHEMA$,
          PaymentState.SCHEMA$,
          PaymentAlert.SCHEMA$);

  private Contract() {}

  /**
   * Registers what is not yet registered.
   *
   * @throws UserError where the registry cannot be reached or refuses a change
   */
  static void registerAll(String registryUrl) {
    RegistryClient registry = RegistryClient.connect(registryUrl, Endpoints.registryOptions());
    try {
      INPUTS.forEach(schema -> register(registry, schema, "BACKWARD_TRANSITIVE"));
      OUTPUTS.forEach(schema -> register(registry, schema, "FORWARD_TRANSITIVE"));
    } catch (RegistryUnavailableException e) {
      throw new UserError(e.getMessage() + "; see that it runs and that its address is right", e);
    } catch (IncompatibleSchemaException e) {
      throw new UserError(e.getMessage() + "; change avro/ compatibly, or up --fresh", e);
    }
  }

  private static void register(RegistryClient registry, Schema schema, String level) {
    registry.register(schema.getFullName(), schema);
    registry.compatibility(schema.getFullName(), level);
  }
}
