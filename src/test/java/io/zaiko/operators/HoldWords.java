package io.zaiko.operators;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * What mugs in the shop are told of reservations, in few words. Each word begins the next round of
 * its reservation; its event is {@code reservation-round}, its order {@code order-reservation}.
 */
final class HoldWords {

  private final Map<String, Long> rounds = new HashMap<>();
  private long atMicros = 10;
  private long untilMicros;

  /** Business time of what is said from now on. */
  HoldWords at(long micros) {
    atMicros = micros;
    return this;
  }

  /** The deadline of what is said from now on. */
  HoldWords until(long micros) {
    untilMicros = micros;
    return this;
  }

  Movement held(String reservation, String channel, long units) {
    return next(reservation, channel, Fate.HELD, units, 0);
  }

  Movement committed(String reservation, String channel, long units) {
    return next(reservation, channel, Fate.COMMITTED, units, 0);
  }

  /** Committed by the money of its checkout, of which it is the only reservation. */
  Movement paid(String reservation, String channel, long units) {
    long round = rounds.merge(reservation, 1L, Long::sum);
    return told("mug", reservation, channel, Fate.COMMITTED, round, units, 0, true);
  }

  Movement sold(String reservation, long units, long sold) {
    return next(reservation, "web", Fate.SOLD, units, sold);
  }

  Movement released(String reservation, long units) {
    return next(reservation, "web", Fate.RELEASED, units, 0);
  }

  Movement expired(String reservation, long units) {
    return next(reservation, "web", Fate.EXPIRED, units, 0);
  }

  /** Says the newest round again. */
  Movement again(String reservation, Fate fate, long units) {
    return told("mug", reservation, "web", fate, rounds.get(reservation), units, 0);
  }

  Movement withdrawn(String reservation) {
    return told("mug", reservation, "", Fate.WITHDRAWN, 0, 0, 0);
  }

  /** The first word of a reservation of another item. */
  Movement heldOf(String sku, String reservation, long units) {
    return told(sku, reservation, "web", Fate.HELD, 1, units, 0);
  }

  /** So many are sold to be shipped, and the line names its reservation. */
  Movement sale(String reservation, String eventId, long units) {
    return sale(reservation, eventId, Buckets.allocated(units));
  }

  /** So many are carried out of the shop, and the line names its reservation. */
  Movement carriedOut(String reservation, String eventId, long units) {
    return sale(reservation, eventId, new Buckets(-units, 0, 0, 0, 0, 0, 0));
  }

  private Movement sale(String reservation, String eventId, Buckets deltas) {
    return new Movement(
        "shop",
        "mug",
        eventId,
        4,
        RecordKind.SALE,
        Outcome.APPLIED,
        "order-" + reservation,
        atMicros,
        atMicros,
        deltas,
        0,
        null,
        0,
        reservation,
        null);
  }

  private Movement next(String reservation, String channel, Fate fate, long units, long sold) {
    long round = rounds.merge(reservation, 1L, Long::sum);
    return told("mug", reservation, channel, fate, round, units, sold);
  }

  private Movement told(
      String sku,
      String reservation,
      String channel,
      Fate fate,
      long round,
      long units,
      long sold) {
    return told(sku, reservation, channel, fate, round, units, sold, false);
  }

  private Movement told(
      String sku,
      String reservation,
      String channel,
      Fate fate,
      long round,
      long units,
      long sold,
      boolean isPaidAndAlone) {
    boolean isOrder = fate == Fate.COMMITTED || fate == Fate.SOLD;
    HoldTerms terms =
        new HoldTerms(
            reservation,
            "checkout",
            channel,
            round,
            1,
            fate,
            untilMicros,
            isPaidAndAlone,
            isPaidAndAlone,
            isOrder ? "order-" + reservation : null,
            reservation + '-' + round,
            fate == Fate.WITHDRAWN ? RecordKind.HOLD_RELEASE : RecordKind.RESERVATION,
            atMicros,
            atMicros,
            HoldNote.NONE);
    return Movement.told("shop", sku, 2, new HoldWord(terms, units, sold));
  }
}
