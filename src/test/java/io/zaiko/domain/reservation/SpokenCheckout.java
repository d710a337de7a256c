package io.zaiko.domain.reservation;

import static io.zaiko.domain.reservation.Said.POLICY;
import static io.zaiko.domain.reservation.Said.SECOND;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A checkout that hears what is said while time goes on; times are seconds. */
final class SpokenCheckout {
  final List<Movement> words = new ArrayList<>();
  final List<Ballot> answers = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  int ignored;
  Checkout checkout = Checkout.named("c");
  private long nowMicros = Long.MIN_VALUE;

  /** Hears them one by one, with time as far as it has come. */
  SpokenCheckout hears(ForCheckout... said) {
    for (ForCheckout each : said) {
      take(checkout.apply(each.to("c", each.isForeign()), nowMicros, POLICY));
    }
    return this;
  }

  /** Lets time come so far, and everything fall due on its way. */
  SpokenCheckout until(long seconds) {
    long end = seconds * SECOND;
    Long due = checkout.dueMicros(POLICY);
    while (due != null && due <= end) {
      take(checkout.reviewed(due, POLICY));
      Long next = checkout.dueMicros(POLICY);
      if (due.equals(next)) {
        throw new IllegalStateException("it is due at the same time for ever: " + due);
      }
      due = next;
    }
    nowMicros = Math.max(nowMicros, end);
    return this;
  }

  private void take(CheckoutStep step) {
    checkout = step.next();
    words.addAll(step.words());
    answers.addAll(step.answers());
    alerts.addAll(step.alerts());
    ignored += step.ignored();
  }

  /** Every round of a reservation as its first shelf was told it. */
  List<HoldTerms> rounds(String reservationId) {
    List<HoldTerms> rounds = new ArrayList<>();
    for (Movement word : words) {
      HoldTerms terms = Objects.requireNonNull(word.hold()).terms();
      boolean isKnown = !rounds.isEmpty() && rounds.get(rounds.size() - 1).round() == terms.round();
      if (terms.reservationId().equals(reservationId) && !isKnown) {
        rounds.add(terms);
      }
    }
    return rounds;
  }

  /** The fates it was told, such as {@code HELD 600} with the seconds of its deadline. */
  List<String> fates(String reservationId) {
    return rounds(reservationId).stream().map(SpokenCheckout::fate).toList();
  }

  static String fate(HoldTerms terms) {
    String until = terms.untilMicros() == 0 ? "" : " " + terms.untilMicros() / SECOND;
    return terms.fate() + until;
  }

  HoldTerms last(String reservationId) {
    List<HoldTerms> rounds = rounds(reservationId);
    return rounds.get(rounds.size() - 1);
  }

  HoldWord lastWord() {
    return Objects.requireNonNull(words.get(words.size() - 1).hold());
  }

  List<String> told() {
    return alerts.stream().map(alert -> alert.check() + " " + alert.status()).toList();
  }
}
