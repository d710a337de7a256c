package io.zaiko.tools.verify;

import io.zaiko.avro.Cause;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Books with reservations as an honest job would keep them. The test says what happens, step by
 * step in the order of time, also that a deadline passes; nothing is worked out but the sums.
 */
final class HonestCheckouts {
  static final Instant MORNING = Instant.parse("2026-05-31T10:00:00Z");
  static final String STORE = "store";

  private final HonestBooks books = new HonestBooks();
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<ShelfKey, Long> free = new HashMap<>();

  /** One reservation as the builder has it. */
  private static final class Hold {
    private final String placedBy;
    private final Map<String, Long> asked;
    private final Map<String, Long> ats = new TreeMap<>();
    private final Map<String, Units> has = new TreeMap<>();
    private Instant until;
    private long revision;

    private Hold(String placedBy, Map<String, Long> asked, Instant until) {
      this.placedBy = placedBy;
      this.asked = asked;
      this.until = until;
    }

    private boolean isGranted() {
      return asked.entrySet().stream().allMatch(line -> isGranted(line.getKey()));
    }

    private boolean isGranted(String sku) {
      return ats.getOrDefault(sku, 0L) >= asked.getOrDefault(sku, 0L);
    }
  }

  static Instant at(int minutes) {
    return MORNING.plusSeconds(60L * minutes);
  }

  MemoryTopics topics() {
    return books.topics();
  }

  HonestCheckouts stock(String sku, long units) {
    books.publish(
        "restocks.erp",
        Restock.newBuilder()
            .setEventId("stock-" + sku)
            .setOccurredAt(at(-60))
            .setSource(source("erp"))
            .setLines(List.of(new RestockLine(1, sku, units, STORE)))
            .build());
    free.put(shelf(sku), units);
    return this;
  }

  /** Something happens so late that all before it is proven. */
  HonestCheckouts until(int minutes) {
    books.publish(
        "restocks.erp",
        Restock.newBuilder()
            .setEventId("late-" + minutes)
            .setOccurredAt(at(minutes))
            .setSource(source("erp"))
            .setLines(List.of(new RestockLine(1, "SOAP", 1L, STORE)))
            .build());
    return this;
  }

  HonestCheckouts place(String id, String checkout, int minute, int forMinutes, Object... lines) {
    Map<String, Long> asked = new TreeMap<>();
    List<ReservationLine> wanted = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      asked.put((String) lines[i], (long) (int) lines[i + 1]);
      wanted.add(new ReservationLine((String) lines[i], (long) (int) lines[i + 1]));
    }
    String eventId = "place-" + id;
    append(
        "reservations.web",
        request(eventId, id, ReservationAct.PLACE, minute)
            .setCheckoutRef(checkout)
            .setChannel("web")
            .setLocationId(STORE)
            .setTimeToLiveMs(forMinutes * 60_000L)
            .setLines(wanted)
            .build());
    books.outputs().fresh(STORE, micros(at(minute)));
    Hold hold = new Hold(eventId, asked, at(minute + forMinutes));
    holds.put(id, hold);
    for (Map.Entry<String, Long> line : asked.entrySet()) {
      String sku = line.getKey();
      long ats = Math.max(0, free.getOrDefault(shelf(sku), 0L));
      hold.ats.put(sku, ats);
      move(hold, sku, eventId, "RESERVATION", minute, Units.reserved(held(hold, sku)));
    }
    decide(id, hold.isGranted() ? "GRANTED" : "REFUSED", eventId, minute, null);
    if (!hold.isGranted()) {
      withdraw(id, hold, minute);
    }
    return this;
  }

  private static long held(Hold hold, String sku) {
    return hold.isGranted(sku) ? hold.asked.getOrDefault(sku, 0L) : 0;
  }

  private void withdraw(String id, Hold hold, int minute) {
    List<String> skus = hold.asked.keySet().stream().filter(hold::isGranted).toList();
    if (skus.isEmpty()) {
      return;
    }
    String eventId = "release|" + id;
    append(
        "hold-releases.zaiko",
        HoldRelease.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(at(minute))
            .setSource(source("zaiko"))
            .setReservationId(id)
            .setLocationId(STORE)
            .setSkus(skus)
            .build());
    skus.forEach(sku -> stand(hold, sku, eventId, "HOLD_RELEASE", minute, Units.ZERO));
  }

  HonestCheckouts extend(String id, int minute, int forMinutes) {
    Hold hold = hold(id);
    hold.until = at(minute + forMinutes);
    String eventId = "extend-" + id;
    append(
        "reservations.web",
        request(eventId, id, ReservationAct.EXTEND, minute)
            .setTimeToLiveMs(forMinutes * 60_000L)
            .build());
    hold.asked.forEach(
        (sku, units) ->
            stand(hold, sku, eventId, "RESERVATION", minute, Units.reserved(held(hold, sku))));
    decide(id, hold.isGranted() ? "EXTENDED" : "REFUSED", eventId, minute, null);
    return this;
  }

  HonestCheckouts commit(String id, String order, int minute) {
    String eventId = "commit-" + id;
    append(
        "reservations.web",
        request(eventId, id, ReservationAct.COMMIT, minute).setOrderRef(order).build());
    return committed(id, order, eventId, "RESERVATION", minute);
  }

  private HonestCheckouts committed(
      String id, String order, String eventId, String kind, int minute) {
    Hold hold = hold(id);
    hold.asked.forEach(
        (sku, units) -> stand(hold, sku, eventId, kind, minute, Units.allocated(held(hold, sku))));
    decide(id, hold.isGranted() ? "COMMITTED" : "REFUSED", eventId, minute, order);
    return this;
  }

  HonestCheckouts release(String id, int minute) {
    String eventId = "release-" + id;
    append("reservations.web", request(eventId, id, ReservationAct.RELEASE, minute).build());
    return ended(id, eventId, minute, "RELEASED");
  }

  /** Its deadline passes. */
  HonestCheckouts expire(String id, int minute) {
    return ended(id, hold(id).placedBy, minute, "EXPIRED");
  }

  private HonestCheckouts ended(String id, String eventId, int minute, String decision) {
    Hold hold = hold(id);
    hold.asked.forEach(
        (sku, units) -> stand(hold, sku, eventId, "RESERVATION", minute, Units.ZERO));
    decide(id, decision, eventId, minute, null);
    return this;
  }

  /** Money comes for a checkout, all of it, and commits a reservation. */
  HonestCheckouts pay(String id, String checkout, int minute) {
    String eventId = "pay-" + id;
    append(
        "payments.bank",
        PaymentEvent.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(at(minute))
            .setSource(source("bank"))
            .setProvider("bank")
            .setProviderAccount("shop")
            .setProviderEventId(eventId)
            .setProviderPaymentId("payment-" + checkout)
            .setOperationId("capture")
            .setType(PaymentType.CAPTURED)
            .setAmount(new Money(1_000L, "JPY"))
            .setCheckoutRef(checkout)
            .setChannel("web")
            .build());
    return committed(id, checkout, eventId, "PAYMENT", minute);
  }

  /** A sale to be shipped names a reservation; its shelves give up all of it. */
  HonestCheckouts sell(String id, String order, int minute, String sku, long units) {
    String eventId = "sale-" + id;
    SaleLine line =
        SaleLine.newBuilder()
            .setLineNo(1)
            .setSku(sku)
            .setLocationId(STORE)
            .setQuantity(units)
            .setFulfilment(FulfilmentKind.SHIP)
            .setReservationId(id)
            .build();
    Sale sale =
        Sale.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(at(minute))
            .setSource(source("shop"))
            .setOrderRef(order)
            .setLines(List.of(line))
            .build();
    books.publish("sales.web", sale);
    Hold hold = hold(id);
    // What was sold is given up with the sale's line, and the rest by the word of the checkout.
    Units given = hold.has.getOrDefault(sku, Units.ZERO);
    long kept = Math.max(0, hold.asked.getOrDefault(sku, 0L) - units);
    boolean isAllocated = given.allocated() > 0;
    Units rest = isAllocated ? Units.allocated(kept) : Units.reserved(kept);
    stand(hold, sku, eventId, "RESERVATION", minute, given.equals(Units.ZERO) ? given : rest);
    hold.asked.forEach((each, q) -> stand(hold, each, eventId, "SALE", minute, Units.ZERO));
    decide(id, hold.isGranted() ? "COMMITTED" : "REFUSED", eventId, minute, order);
    return this;
  }

  private void stand(Hold hold, String sku, String eventId, String kind, int minute, Units now) {
    Units before = hold.has.getOrDefault(sku, Units.ZERO);
    move(hold, sku, eventId, kind, minute, now.plus(before.negated()));
  }

  private void move(Hold hold, String sku, String eventId, String kind, int minute, Units change) {
    Booking booking = new Booking(eventId, 0, kind, micros(at(minute)), micros(at(minute)));
    books.shelves().book(shelf(sku), booking, "APPLIED", shelf -> shelf.move(booking, change));
    hold.has.merge(sku, change, Units::plus);
    free.merge(shelf(sku), change.availableToSell(), Long::sum);
  }

  private void decide(
      String id, String decision, String cause, int minute, @Nullable String order) {
    Hold hold = hold(id);
    List<DecisionLine> lines = new ArrayList<>();
    hold.asked.forEach(
        (sku, units) ->
            lines.add(
                new DecisionLine(
                    STORE, sku, units, hold.ats.getOrDefault(sku, 0L), hold.isGranted(sku), 0L)));
    boolean isHeld = decision.equals("GRANTED") || decision.equals("EXTENDED");
    hold.revision++;
    ReservationDecision told =
        ReservationDecision.newBuilder()
            .setReservationId(id)
            .setCheckoutRef(id)
            .setDecision(decision)
            .setNote("NONE")
            .setLines(lines)
            .setExpiresAt(isHeld ? hold.until : null)
            .setOrderRef(order)
            .setLate(false)
            .setCause(new Cause(cause, "RESERVATION"))
            .setDecidedAt(at(minute))
            .setEmittedAt(HonestOutputs.BROKER_TIME)
            .setEpoch(HonestOutputs.EPOCH)
            .setRevision(hold.revision)
            .build();
    topics()
        .append(
            "reservation-decisions",
            HonestOutputs.BROKER_TIME.toEpochMilli(),
            id.getBytes(StandardCharsets.UTF_8),
            TestSchemas.encode(told));
  }

  private void append(String topic, SpecificRecord record) {
    topics()
        .append(topic, HonestOutputs.BROKER_TIME.toEpochMilli(), null, TestSchemas.encode(record));
  }

  private static ReservationRequest.Builder request(
      String eventId, String id, ReservationAct act, int minute) {
    return ReservationRequest.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at(minute))
        .setSource(source("shop"))
        .setReservationId(id)
        .setAct(act);
  }

  private Hold hold(String id) {
    Hold hold = holds.get(id);
    if (hold == null) {
      throw new IllegalStateException("the test placed no " + id);
    }
    return hold;
  }

  private static Source source(String id) {
    return Source.newBuilder().setId(id).build();
  }

  static ShelfKey shelf(String sku) {
    return new ShelfKey(STORE, sku);
  }

  private static long micros(Instant time) {
    return time.toEpochMilli() * 1_000;
  }
}
