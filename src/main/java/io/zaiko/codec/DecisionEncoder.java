package io.zaiko.codec;

import io.zaiko.avro.Cause;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.Source;
import io.zaiko.domain.reservation.Decision;
import io.zaiko.domain.reservation.Withdrawal;
import io.zaiko.domain.stock.HoldTerms;
import java.util.HexFormat;

/** What is answered to reservations, and what the job tells itself of them, to Kafka records. */
public final class DecisionEncoder {

  static {
    AvroLimits.ensure();
  }

  /** Where the job says that holds of a refused reservation are to be given up. */
  public static final String RELEASES = "hold-releases.zaiko";

  private static final String ZAIKO = "zaiko";

  private final BodyWriter<ReservationDecision> decisions;
  private final BodyWriter<HoldRelease> releases;

  public DecisionEncoder(SchemaIds ids) {
    this.decisions = new BodyWriter<>(new ReservationDecision(), ids);
    this.releases = new BodyWriter<>(new HoldRelease(), ids);
  }

  /** A decision, keyed by its reservation. */
  public Outbound decision(Decision decision, long epoch, long emittedAtMicros) {
    HoldTerms terms = decision.terms();
    Long expiresAt = decision.expiresAtMicros();
    ReservationDecision record = new ReservationDecision();
    record.setReservationId(terms.reservationId());
    record.setCheckoutRef(terms.checkoutRef());
    record.setDecision(decision.kind().name());
    record.setNote(terms.note().name());
    record.setLines(
        decision.lines().stream()
            .map(
                line ->
                    new DecisionLine(
                        line.locationId(),
                        line.sku(),
                        line.quantity(),
                        line.channelAts(),
                        line.isGranted(),
                        line.withoutStock()))
            .toList());
    record.setExpiresAt(expiresAt == null ? null : OutputEncoder.instant(expiresAt));
    record.setOrderRef(decision.orderRef());
    record.setLate(decision.isLate());
    record.setCause(new Cause(terms.causeEventId(), terms.causeKind().name()));
    record.setDecidedAt(OutputEncoder.instant(terms.atMicros()));
    record.setEmittedAt(OutputEncoder.instant(emittedAtMicros));
    record.setEpoch(epoch);
    record.setRevision(decision.revision());
    return new Outbound(
        OutputTopic.RESERVATION_DECISIONS.topic(),
        OutputEncoder.bytes(terms.reservationId()),
        decisions.write(record));
  }

  /** What shelves are to let go, keyed by its reservation; the same record however often told. */
  public Outbound holdRelease(Withdrawal withdrawal) {
    byte[] reservation = OutputEncoder.bytes(withdrawal.reservationId());
    HoldRelease record = new HoldRelease();
    record.setEventId(
        "release-"
            + HexFormat.of().formatHex(ContentHash.sha256().digest(reservation)).substring(0, 32));
    record.setOccurredAt(OutputEncoder.instant(withdrawal.atMicros()));
    Source source = new Source();
    source.setId(ZAIKO);
    record.setSource(source);
    record.setReservationId(withdrawal.reservationId());
    record.setLocationId(withdrawal.locationId());
    record.setSkus(withdrawal.skus());
    return new Outbound(RELEASES, reservation, releases.write(record));
  }
}
