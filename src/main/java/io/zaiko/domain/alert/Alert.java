package io.zaiko.domain.alert;

import java.util.List;
import java.util.Map;

/**
 * Something a person should look at. One alert is one (check, key, episode); each thing new to say
 * of it is a revision.
 *
 * @param check what was found
 * @param key what it speaks of
 * @param episode 0 where a key has one episode at most
 * @param revision 1 at first
 * @param status where it stands
 * @param severity how much it matters
 * @param facts the numbers behind it, by name
 * @param evidence at most 50 events
 * @param sentence one sentence a person can act on
 * @param occurredAtMicros business time of the event behind this revision
 */
public record Alert(
    Check check,
    String key,
    long episode,
    long revision,
    Status status,
    Severity severity,
    Map<String, Long> facts,
    List<Evidence> evidence,
    String sentence,
    long occurredAtMicros) {

  /** An event and its part in the matter. */
  public record Evidence(String eventId, String role) {}

  /** What an alert can be about. The names are API. */
  public enum Check {
    NEGATIVE_ON_HAND,
    EXCESS_VOID,
    CLOSED_WITH_ORDERS,
    OUT_OF_RANGE,
    COUNT_VARIANCE,
    COUNT_NEVER_COMPLETED,
    COUNT_SESSION_FULL,
    LOW_SHELF,
    TRANSFER_DISCREPANCY,
    TRANSFER_OVERDUE,
    TRANSFER_FULL,
    SOURCE_SILENT,
    SEQUENCE_GAP,
    SEQUENCE_REUSED,
    SEQUENCE_EXPIRED,
    EVENT_CONFLICT,
    EXCESS_FULFILMENT,
    DOUBLE_BOOKED,
    UNCOLLECTED,
    FULFILMENT_WITHOUT_SALE,
    COUNT_REQUESTED,
    OVERSOLD,
    HOLD_WITHOUT_ORDER,
    PAID_WITHOUT_STOCK,
    LIFECYCLE_VIOLATION,
    OVER_REFUND,
    DOUBLE_LOSS,
    PAYMENT_FULL,
    DUPLICATE_CHARGE,
    CROSS_PROVIDER_DUPLICATE,
    REFUND_WITHOUT_RETURN,
    MONEY_KEPT,
    PAYMENT_WITHOUT_SALE,
    SALE_WITHOUT_CAPTURE,
    RETURN_NOT_SOLD,
    EXCESS_RETURN,
    TOTAL_MISMATCH,
    ORDER_FULL,
    STORED_VALUE_ABUSE,
    VALUE_ACCOUNT_FULL,
    COUNTER_FULL
  }

  /** Where an alert stands. */
  public enum Status {
    SUSPECTED,
    CONFIRMED,
    RETRACTED,
    RESOLVED
  }

  /** How much an alert matters. */
  public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /** The same in a revision of another number. */
  public Alert inRevision(long other) {
    return new Alert(
        check, key, episode, other, status, severity, facts, evidence, sentence, occurredAtMicros);
  }

  /** The same for the same (check, key, episode) in every replay: 32 hexadecimal digits. */
  public String alertId() {
    return AlertId.of(check, key, episode);
  }
}
