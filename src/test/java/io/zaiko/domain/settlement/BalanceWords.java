package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.AlertFile;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.Means;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.payment.PaymentType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ledgers and card providers say of one gift card, {@code gift-1}, in few words: minutes, and
 * minor units of EUR. Providers are 15 minutes late at most, a load is captured within 15 minutes.
 */
final class BalanceWords {
  static final long MINUTE = 60_000_000;
  static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(15 * MINUTE, Map.of(), 1, Map.of(), 0, Map.of(), 0, 0),
          Map.of(),
          Set.of(),
          0,
          0,
          0,
          0,
          new OrderTerms.TellHeld(0, 1),
          new OrderTerms.SaleWindows(0, 0, 0),
          new OrderTerms.CaptureWindows(15 * MINUTE, 15 * MINUTE, 15 * MINUTE),
          0);

  private final Map<String, PaymentLife> payments = new HashMap<>();
  private final Map<String, AlertFile> files = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final JudgedBalances balances = new JudgedBalances(TERMS, this::tell);
  private long nowMicros;
  private int events;

  /** A step of the ledger, under an operation of the same name in a payment of its own. */
  BalanceWords gift(long minute, PaymentType type, String payment, long minor) {
    return hear(ledger("e" + events++, minute, type, payment, payment, minor, null));
  }

  BalanceWords load(long minute, String payment, long minor, @Nullable String paidBy) {
    return hear(
        ledger(
            "e" + events++,
            minute,
            PaymentType.STORED_VALUE_LOADED,
            payment,
            payment,
            minor,
            paidBy));
  }

  BalanceWords card(long minute, PaymentType type, String payment, String operation, long minor) {
    return hear(card("e" + events++, minute, type, payment, operation, minor));
  }

  BalanceWords hear(PaymentStatement said) {
    PaymentLife before = payments.getOrDefault(said.paymentKey(), PaymentLife.UNHEARD);
    nowMicros = Math.max(nowMicros, said.occurredAtMicros());
    PaymentLife next =
        before.heard(said, said.occurredAtMicros(), TERMS.payments(), nowMicros).next();
    payments.put(said.paymentKey(), next);
    balances.hear(before, next, said.occurredAtMicros(), nowMicros);
    return this;
  }

  /** Time has come so far, and a little beyond. */
  BalanceWords until(long minute) {
    return untilMicros(minute * MINUTE + 1);
  }

  BalanceWords untilMicros(long micros) {
    nowMicros = Math.max(nowMicros, micros);
    balances.timeCame(nowMicros);
    return this;
  }

  /** Each status that was told, once in a row. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** The alerts that were told last, and are not taken back. */
  List<MoneyAlert> standing() {
    return files.values().stream()
        .map(AlertFile::told)
        .filter(alert -> alert != null && !alert.alert().status().name().equals("RETRACTED"))
        .toList();
  }

  /** Facts of the one alert that stands. */
  Map<String, Long> facts() {
    return standing().get(0).alert().facts();
  }

  private void tell(MoneyAlert alert) {
    AlertFile.Step step = files.getOrDefault(alert.alert().alertId(), AlertFile.EMPTY).heard(alert);
    files.put(alert.alert().alertId(), step.next());
    String word = alert.alert().status().name();
    if (step.isNews() && (told.isEmpty() || !told.get(told.size() - 1).equals(word))) {
      told.add(word);
    }
  }

  static PaymentStatement ledger(
      String eventId,
      long minute,
      PaymentType type,
      String payment,
      String operation,
      long minor,
      @Nullable String paidBy) {
    return said(eventId, minute, "ledger", payment, type, operation, minor, "EUR", null)
        .with(new Means(false, null, null, "gift-1", "EUR", paidBy));
  }

  static PaymentStatement card(
      String eventId, long minute, PaymentType type, String payment, String operation, long minor) {
    return said(eventId, minute, "psp", payment, type, operation, minor, "EUR", null)
        .with(Means.UNKNOWN);
  }

  /** A statement, but for its means. */
  static Words said(
      String eventId,
      long minute,
      String provider,
      String payment,
      PaymentType type,
      String operation,
      long minor,
      String currency,
      @Nullable String reason) {
    return means ->
        new PaymentStatement(
            eventId,
            minute * MINUTE,
            provider,
            "shop",
            payment,
            operation,
            PaymentStatement.NO_SEQUENCE,
            type,
            minor,
            currency,
            AmountKind.TOTAL,
            PaymentStatement.NO_AMOUNT,
            null,
            null,
            "",
            reason,
            "pos",
            null,
            eventId,
            means);
  }

  /** Waits for the means. */
  interface Words {
    PaymentStatement with(Means means);
  }
}
