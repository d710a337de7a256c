package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What it is worth to look at sales: duplicate charges found by a window alone, beside ours. */
class WindowOnlyTest {
  private static final int ORDERS_A_DAY = Integer.getInteger("zaiko.simulated.orders", 4_000);
  private static final Set<Fault> DUPLICATES =
      EnumSet.of(
          Fault.DUPLICATE_CHARGE_BY_ORDER,
          Fault.DUPLICATE_CHARGE_BY_INSTRUMENT,
          Fault.CROSS_PROVIDER_DUPLICATE);

  private record Score(String detector, int alarms, int falseAlarms, int planted, int missed) {
    String row() {
      return "| %s | %d | %d | %d of %d |"
          .formatted(detector, alarms, falseAlarms, missed, planted);
    }
  }

  @Test
  void a_window_alone_tells_of_honest_customers_and_misses_what_comes_later() {
    long seed = 21;
    JudgedWorld world = new JudgedWorld();
    WindowOnly brief = new WindowOnly(30 * Micros.SECOND);
    WindowOnly wide = new WindowOnly(5 * Micros.MINUTE);
    List<Truth> truths = new ArrayList<>();
    Terms terms =
        new Terms(
            seed,
            2,
            20,
            ORDERS_A_DAY,
            LocalDate.parse("2026-01-05"),
            EnumSet.allOf(Fault.class),
            Delivery.AS_ARRIVED);
    new Simulation(terms)
        .run(
            told -> {
              world.hear(told);
              brief.hear(told);
              wide.hear(told);
            },
            truths::add);
    truths.removeIf(truth -> !DUPLICATES.contains(truth.fault()));

    Score ofBrief = score("same card and amount within 30 s", brief.alarms(), truths);
    Score ofWide = score("same card and amount within 5 min", wide.alarms(), truths);
    Score ours = scoreOfOurs(world.inTheEnd(), truths);
    System.out.printf(
        "| detector | alarms | false | missed |%n|---|---|---|---|%n%s%n%s%n%s%n",
        ofBrief.row(), ofWide.row(), ours.row());

    assertThat(ours.falseAlarms()).as("false, seed %d", seed).isZero();
    assertThat(ours.missed()).as("missed, seed %d", seed).isZero();
    assertThat(ofWide.falseAlarms()).as("seed %d", seed).isPositive();
    assertThat(ofBrief.missed()).as("seed %d", seed).isPositive();
  }

  private static Score score(String detector, List<WindowOnly.Pair> alarms, List<Truth> truths) {
    Set<Truth> found = new HashSet<>();
    int falseAlarms = 0;
    for (WindowOnly.Pair pair : alarms) {
      boolean isTrue = false;
      for (Truth truth : truths) {
        if (truth.paymentIds().contains(pair.first())
            && truth.paymentIds().contains(pair.second())) {
          found.add(truth);
          isTrue = true;
        }
      }
      falseAlarms += isTrue ? 0 : 1;
    }
    int missed = truths.size() - found.size();
    return new Score(detector, alarms.size(), falseAlarms, truths.size(), missed);
  }

  private static Score scoreOfOurs(List<Alert> alerts, List<Truth> truths) {
    List<Alert> told =
        alerts.stream()
            .filter(
                alert ->
                    alert.check() == Check.DUPLICATE_CHARGE
                        || alert.check() == Check.CROSS_PROVIDER_DUPLICATE)
            .toList();
    Set<Truth> found = new HashSet<>();
    int falseAlarms = 0;
    for (Alert alert : told) {
      List<String> evidence = alert.evidence().stream().map(Alert.Evidence::eventId).toList();
      List<Truth> of =
          truths.stream().filter(truth -> truth.eventIds().containsAll(evidence)).toList();
      found.addAll(of);
      falseAlarms += of.isEmpty() ? 1 : 0;
    }
    int missed = truths.size() - found.size();
    return new Score("held against sales", told.size(), falseAlarms, truths.size(), missed);
  }
}
