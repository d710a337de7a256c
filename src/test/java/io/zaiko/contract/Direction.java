package io.zaiko.contract;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * Who must be able to read whom when a record changes. Producers of inputs move slowly, so the
 * job's schema reads every released one; readers of outputs move slowly, so every released schema
 * reads what the job writes.
 */
enum Direction {
  /** BACKWARD_TRANSITIVE: the current schema reads all that was ever released. */
  INPUT,
  /** FORWARD_TRANSITIVE: all that was ever released reads the current schema. */
  OUTPUT;

  private static final Set<String> INPUTS =
      Set.of(
          "Sale",
          "Void",
          "Return",
          "Restock",
          "StockAdjustment",
          "StockCount",
          "Transfer",
          "Fulfilment",
          "Heartbeat",
          "ReservationRequest",
          "HoldRelease",
          "PaymentEvent",
          "AlertAction",
          "Item",
          "Location",
          "StockRule");
  private static final Set<String> OUTPUTS =
      Set.of(
          "Availability",
          "AvailabilityByGroup",
          "StockLedgerEntry",
          "LocationFreshness",
          "StockAlert",
          "PaymentState",
          "PaymentAlert",
          "ReservationDecision",
          "DeadLetter",
          "Duplicate");

  /** The direction of a record, or empty for a record that nobody has put on either side. */
  static Optional<Direction> of(String record) {
    if (INPUTS.contains(record)) {
      return Optional.of(INPUT);
    }
    return OUTPUTS.contains(record) ? Optional.of(OUTPUT) : Optional.empty();
  }

  /** What breaks between the current schema and one released version; empty where nothing does. */
  List<String> breaks(Schema current, Schema released) {
    Schema reader = this == INPUT ? current : released;
    Schema writer = this == INPUT ? released : current;
    SchemaPairCompatibility pair = checkReaderWriterCompatibility(reader, writer);
    return pair.getResult().getIncompatibilities().stream()
        .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
        .collect(Collectors.toList());
  }
}
