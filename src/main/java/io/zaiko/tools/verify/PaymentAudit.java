package io.zaiko.tools.verify;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for payments and actions on alerts, and holds where each payment stands, and what is
 * said to be wrong with it and with its order, against what was accepted of them.
 */
final class PaymentAudit {
  private static final String STATES = "payment-states";
  private static final Set<String> OF_IDENTITY =
      Set.of("EVENT_CONFLICT", "SEQUENCE_REUSED", "SEQUENCE_EXPIRED");

  private final WireReader wire;
  private final OutputReader outputs;
  private final SetAside setAside;
  private final Differences differences;
  private final Assumptions assumptions;
  private final Tallies tallies;
  private final ProvenTime time;
  private final Map<String, NaiveLife> payments = new LinkedHashMap<>();
  private final Map<String, String> topicOfEvent = new HashMap<>();
  private final Map<Object, Long> accepted = new HashMap<>();
  private final List<Repeated> repeated = new ArrayList<>();
  private final Map<String, PaymentState> states = new HashMap<>();
  private final Map<String, String> actions = new LinkedHashMap<>();
  private final Set<String> acted = new HashSet<>();
  private final PaymentAlertAudit alerts;
  private final OrderMoneyAudit orders;

  /**
   * A record that was set aside because another bears its name.
   *
   * @param isConflict whether it is said to say something else
   */
  private record Repeated(RecordAddress address, SpecificRecord record, boolean isConflict) {}

  /** The account of each input topic; one that is asked for appears in the report. */
  interface Tallies {
    TopicTally of(String topic);
  }

  PaymentAudit(
      WireReader wire,
      OutputReader outputs,
      SetAside setAside,
      Differences differences,
      Assumptions assumptions,
      Tallies tallies,
      ProvenTime time) {
    this.time = time;
    this.wire = wire;
    this.outputs = outputs;
    this.setAside = setAside;
    this.differences = differences;
    this.assumptions = assumptions;
    this.tallies = tallies;
    this.alerts = new PaymentAlertAudit(differences, assumptions.payments());
    this.orders = new OrderMoneyAudit(differences, assumptions.payments());
  }

  /** Takes a record that the inventory has applied; sold goods are what payments are for. */
  void goods(RawRecord raw, SpecificRecord record) {
    String channel = raw.topic().substring(raw.topic().indexOf('.') + 1);
    orders.goods(record, channel, micros(record));
  }

  private long micros(SpecificRecord record) {
    return NaiveStock.micros(Contract.occurredAt(record))
        - assumptions.skew().micros(Contract.source(record));
  }

  /** Reads all of it; where there is no such job, nobody accounts for it. */
  void read(Topics topics) {
    if (!topics.hasPaymentsJob()) {
      return;
    }
    topics.payments().forEach(tallies::of);
    topics.actions().forEach(tallies::of);
    topics.read(topics.payments(), this::input);
    topics.read(topics.actions(), this::input);
    topics.read(List.of(STATES), this::state);
    topics.read(List.of("payment-alerts"), this::alert);
    compare(topics.isPartial());
  }

  /** Takes a record of {@code payments} or {@code alert-actions}. */
  private void input(RawRecord raw) {
    differences.compared(Check.INPUTS);
    TopicTally topic = tallies.of(raw.topic());
    topic.addRecord();
    RecordAddress address = raw.address();
    SetAside.Refused refused = setAside.strikeDeadLetter(address);
    boolean isDuplicate = setAside.strikeDuplicate(address);
    differences.expect(
        refused == null || !isDuplicate,
        Check.INPUTS,
        () -> address + " is in dead-letters and in duplicates");
    WireReader.Reading reading = wire.read(raw.value(), Contract.schemaOf(raw.topicPrefix()));
    SpecificRecord record = reading.record();
    Set<Fault> faults =
        record == null
            ? reading.faults()
            : NaiveRules.faultsOf(record, raw.timestampMillis(), assumptions.skew());
    if (refused != null) {
      topic.addDeadLetter();
      judge(address, refused.reason(), faults, record);
      if (record != null && faults.isEmpty() && refused.reason().equals("EVENT_CONFLICT")) {
        repeated.add(new Repeated(address, record, true));
      }
    } else if (isDuplicate) {
      topic.addDuplicate();
      if (record == null || !faults.isEmpty()) {
        differences.add(
            Check.DUPLICATES, address + " was dropped as a duplicate, but is wrong: " + faults);
      } else {
        repeated.add(new Repeated(address, record, false));
      }
    } else if (record == null || !faults.isEmpty()) {
      differences.add(Check.REFUSALS, address + " should have been refused: " + faults);
    } else {
      accept(raw, record);
    }
  }

  private void judge(
      RecordAddress address, String reason, Set<Fault> faults, @Nullable SpecificRecord record) {
    differences.compared(Check.REFUSALS);
    boolean isOfIdentity =
        OF_IDENTITY.contains(reason)
            || (reason.equals("UNKNOWN_ALERT") && address.topic().startsWith(Topics.ACTIONS));
    differences.expect(
        reason.equals("CARD_NUMBER")
            ? record == null || PaymentRules.mayHoldCardNumber(record)
            : faults.isEmpty()
                ? isOfIdentity
                : faults.stream().anyMatch(fault -> fault.name().equals(reason)),
        Check.REFUSALS,
        () -> address + " was refused as " + reason + ", expected " + faults);
  }

  private void accept(RawRecord raw, SpecificRecord record) {
    long at = micros(record);
    time.heard(raw, Math.min(at, raw.timestampMillis() * 1_000L));
    Identity identity = Identity.of(record);
    isNew(raw.address(), identity.key(), identity.content());
    if (record instanceof PaymentEvent event) {
      isNew(raw.address(), providedKey(event), identity.content());
      NaivePayment.Said said = new NaivePayment.Said(event, at);
      payments.computeIfAbsent(said.payment(), first -> new NaiveLife()).add(said);
      topicOfEvent.put(event.getEventId(), raw.topic());
    } else if (record instanceof AlertAction action) {
      actions.put(action.getEventId(), raw.topic());
      alerts.action(action, at);
    }
  }

  private void isNew(RecordAddress address, Object key, long content) {
    differences.expect(
        accepted.putIfAbsent(key, content) == null,
        Check.INPUTS,
        () -> address + ": " + key + " was accepted before");
  }

  /** Takes a record of {@code payment-states}. */
  private void state(RawRecord raw) {
    PaymentState state = outputs.read(raw, PaymentState.class, Check.PAYMENTS);
    if (state == null) {
      return;
    }
    String id = state.getPaymentId();
    String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    expect(key.equals(id), id, "its state is filed under " + key);
    PaymentState before = states.put(id, state);
    expect(
        before == null || state.getRevision() == before.getRevision() + 1,
        id,
        "its state has revision " + state.getRevision() + " after another");
    expect(
        before == null || state.getEpoch() >= before.getEpoch(),
        id,
        "its state falls to epoch " + state.getEpoch());
  }

  /** Takes a record of {@code payment-alerts}. */
  private void alert(RawRecord raw) {
    PaymentAlert alert = outputs.read(raw, PaymentAlert.class, Check.PAYMENTS);
    if (alert != null) {
      alerts.alert(alert);
      orders.alert(alert);
      if (alert.getDisposition() != null) {
        acted.add(alert.getAlertId());
      }
    }
  }

  /** Compares, once everything is read and before inputs are accounted for. */
  private void compare(boolean isPartial) {
    if (isPartial) {
      // What is left of a payment may lack its beginning: it is taken as it is told.
      topicOfEvent.values().forEach(topic -> tallies.of(topic).addApplied());
      actions.values().forEach(topic -> tallies.of(topic).addApplied());
      return;
    }
    repeated.forEach(this::compare);
    payments.forEach((id, life) -> compare(id, life));
    for (String id : states.keySet()) {
      expect(payments.containsKey(id), id, "it has a state, but nothing was accepted of it");
    }
    alerts.compare(payments, time);
    orders.compare(payments, time);
    actions.forEach(
        (eventId, topic) -> {
          if (acted.contains(alerts.alertOf(eventId))) {
            tallies.of(topic).addApplied();
          }
        });
  }

  /** Of two names, its own and the provider's, one was taken before. */
  private void compare(Repeated one) {
    Identity identity = Identity.of(one.record());
    Long first = accepted.get(identity.key());
    if (first == null && one.record() instanceof PaymentEvent event) {
      first = accepted.get(providedKey(event));
    }
    boolean isTaken = first != null;
    differences.expect(
        isTaken,
        one.isConflict() ? Check.REFUSALS : Check.DUPLICATES,
        () -> one.address() + " was set aside, but nothing that bears its name was accepted");
    Long own = accepted.get(identity.key());
    if (own != null) { // under the provider's name the two differ at least in their own
      differences.expect(
          own.equals(identity.content()) != one.isConflict(),
          one.isConflict() ? Check.REFUSALS : Check.DUPLICATES,
          () ->
              one.address()
                  + (one.isConflict()
                      ? ": EVENT_CONFLICT, but it says the same"
                      : " was dropped as a duplicate, but says something else"));
    }
  }

  private static String providedKey(PaymentEvent event) {
    return "provider|" + event.getProvider() + '|' + event.getProviderEventId();
  }

  private void compare(String id, NaiveLife life) {
    differences.compared(Check.PAYMENTS);
    PaymentState last = states.get(id);
    if (last == null || last.getEvents() != life.events()) {
      expect(
          false,
          id,
          life.events()
              + " events were accepted of it, its state tells of "
              + (last == null ? 0 : last.getEvents()));
      return;
    }
    for (NaivePayment.Said said : life.statements()) {
      tallies.of(topicOf(said)).addApplied();
    }
    NaivePayment whole = life.whole();
    NaivePayment.Sums told =
        new NaivePayment.Sums(
            last.getAuthorisedMinor() == null ? -1 : last.getAuthorisedMinor(),
            last.getCapturedMinor(),
            last.getRefundedMinor(),
            last.getChargedBackMinor(),
            whole.sums().isForeignCaptured());
    expect(told.equals(whole.sums()), id, "its state says " + told + ", expected " + whole.sums());
    expect(
        whole.states().contains(last.getState()),
        id,
        "it is said to be " + last.getState() + ", expected " + whole.states());
    expect(last.getCurrency().equals(whole.currency()), id, "it is said to be in another currency");
    boolean isUnseen = life.isUnseen(assumptions.payments());
    expect(last.getUnseen() == isUnseen, id, isUnseen ? "it is unseen" : "its beginning is known");
    expect(
        Objects.equals(last.getOrderRef(), life.first(PaymentEvent::getOrderRef)),
        id,
        "its state names order " + last.getOrderRef());
    expect(
        NaiveStock.micros(last.getAsOf()) == life.newestMicros(),
        id,
        "its state is of another time");
  }

  private String topicOf(NaivePayment.Said said) {
    return topicOfEvent.getOrDefault(said.event().getEventId(), "");
  }

  private void expect(boolean holds, String id, String otherwise) {
    differences.expect(holds, Check.PAYMENTS, () -> id + ": " + otherwise);
  }
}
