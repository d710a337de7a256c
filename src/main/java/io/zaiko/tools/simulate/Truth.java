package io.zaiko.tools.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One planted fault: what a check must find, and by when it may speak. */
public final class Truth {
  private final Fault fault;
  private final String currency;
  private final long plantedMicros;
  private final List<String> paymentIds = new ArrayList<>();
  private final Map<String, Long> facts = new LinkedHashMap<>();
  private final List<String> also = new ArrayList<>();
  private @Nullable String orderRef;
  private @Nullable String accountId;
  private long amountAtRiskMinor;
  private long dueMicros;
  private boolean isMadeGood;
  private List<String> eventIds = List.of();

  Truth(Fault fault, String currency, long plantedMicros) {
    this.fault = fault;
    this.currency = currency;
    this.plantedMicros = plantedMicros;
    this.dueMicros = plantedMicros;
  }

  Truth order(Order order) {
    return order(order.ref());
  }

  Truth order(String ref) {
    orderRef = ref;
    return this;
  }

  Truth payment(Payment payment) {
    paymentIds.add(payment.id());
    return this;
  }

  Truth account(String id) {
    accountId = id;
    return this;
  }

  Truth fact(String name, long value) {
    facts.put(name, value);
    return this;
  }

  Truth atRisk(long minor) {
    amountAtRiskMinor = minor;
    return this;
  }

  /** The check may wait this much longer for what could still come, microseconds. */
  Truth waits(long micros) {
    dueMicros = plantedMicros + micros;
    return this;
  }

  /** The same events satisfy another check too. */
  Truth alsoTrue(String check) {
    also.add(check);
    return this;
  }

  /** It was true, and what followed brought it back. */
  Truth madeGood() {
    isMadeGood = true;
    return this;
  }

  void evidence(List<String> events) {
    eventIds = List.copyOf(events);
  }

  /** What was planted. */
  public Fault fault() {
    return fault;
  }

  /** The check that must find it. */
  public String check() {
    return fault.check();
  }

  /** The order it is found by; null where it is found by payments or an account. */
  public @Nullable String orderRef() {
    return orderRef;
  }

  /** The provider's ids of the payments it is about. */
  public List<String> paymentIds() {
    return List.copyOf(paymentIds);
  }

  /** The gift card; null for any other fault. */
  public @Nullable String accountId() {
    return accountId;
  }

  /** Checks that may name the same events without being wrong. */
  public List<String> also() {
    return List.copyOf(also);
  }

  /** Numbers by name: {@code _minor} in minor units, others are counts. */
  public Map<String, Long> facts() {
    return Map.copyOf(facts);
  }

  /** What may be lost, minor units. */
  public long amountAtRiskMinor() {
    return amountAtRiskMinor;
  }

  /** Of all amounts, ISO 4217. */
  public String currency() {
    return currency;
  }

  /** When it became true, microseconds. */
  public long plantedMicros() {
    return plantedMicros;
  }

  /** From when the check need wait no longer, microseconds. */
  public long dueMicros() {
    return dueMicros;
  }

  /** True where the alert ends RESOLVED. */
  public boolean isMadeGood() {
    return isMadeGood;
  }

  /** Every event of the story it belongs to. */
  public List<String> eventIds() {
    return eventIds;
  }

  /** As a line of {@code truth.jsonl}. */
  String json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("fault", fault.name());
    line.put("check", check());
    line.put("status", isMadeGood ? "RESOLVED" : "CONFIRMED");
    line.put("order_ref", orderRef);
    texts(line.putArray("payment_ids"), paymentIds);
    line.put("account_id", accountId);
    line.put("currency", currency);
    line.put("amount_at_risk_minor", amountAtRiskMinor);
    ObjectNode numbers = line.putObject("facts");
    facts.forEach(numbers::put);
    line.put("planted_at", Micros.instant(plantedMicros).toString());
    line.put("due_at", Micros.instant(dueMicros).toString());
    texts(line.putArray("also"), also);
    texts(line.putArray("events"), eventIds);
    return line.toString();
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
