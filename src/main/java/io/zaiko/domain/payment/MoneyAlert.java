package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;

/**
 * An alert about money.
 *
 * @param alert what is told; its revision is 0 until it is told
 * @param riskMinor minor units in question
 * @param currency of them, ISO 4217; empty where no amount is known
 * @param teller who says so: a payment may be at one order's desk after another, and each speaks
 *     for itself alone; empty where there is but one who could
 */
public record MoneyAlert(Alert alert, long riskMinor, String currency, String teller) {

  public MoneyAlert {
    teller = teller == null ? "" : teller;
  }

  /** Of which one alone tells. */
  public MoneyAlert(Alert alert, long riskMinor, String currency) {
    this(alert, riskMinor, currency, "");
  }

  /** The same, as one of several says it. */
  public MoneyAlert by(String teller) {
    return new MoneyAlert(alert, riskMinor, currency, teller);
  }

  /** An alert in which no amount is in question. */
  public static MoneyAlert withoutAmount(Alert alert) {
    return new MoneyAlert(alert, 0, "");
  }

  /** What takes an alert back, whatever it said. */
  public static MoneyAlert takenBack(Alert.Check check, String key, long occurredAtMicros) {
    return takenBack(check, key, 0, occurredAtMicros);
  }

  /** What takes an alert of an episode back, whatever it said. */
  public static MoneyAlert takenBack(
      Alert.Check check, String key, long episode, long occurredAtMicros) {
    return withoutAmount(
        new Alert(
            check,
            key,
            episode,
            0,
            Alert.Status.RETRACTED,
            Alert.Severity.LOW,
            Map.of(),
            List.of(),
            "",
            occurredAtMicros));
  }

  /** Whether it says the same, whatever brought it about and in whichever revision. */
  boolean saysTheSameAs(MoneyAlert other) {
    Alert that = other.alert;
    return riskMinor == other.riskMinor
        && currency.equals(other.currency)
        && alert.status() == that.status()
        && alert.severity() == that.severity()
        && alert.facts().equals(that.facts())
        && alert.evidence().equals(that.evidence())
        && alert.sentence().equals(that.sentence());
  }

  /** The same, no longer true of what is known. */
  MoneyAlert retracted(long occurredAtMicros) {
    return new MoneyAlert(
        new Alert(
            alert.check(),
            alert.key(),
            alert.episode(),
            alert.revision(),
            Alert.Status.RETRACTED,
            alert.severity(),
            alert.facts(),
            alert.evidence(),
            alert.sentence(),
            occurredAtMicros),
        riskMinor,
        currency,
        teller);
  }

  boolean stands() {
    return alert.status() != Alert.Status.RETRACTED;
  }

  MoneyAlert inRevision(long revision) {
    return new MoneyAlert(alert.inRevision(revision), riskMinor, currency, teller);
  }
}
