package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every planted fault is found, nothing else is told: when nothing more is to come, in whatever
 * order the records arrived. Expected is what the simulator wrote beside its records.
 *
 * <p>{@code -Dzaiko.simulated.orders} sets the orders of each of the two days, {@code
 * -Dzaiko.simulated.worlds} how many worlds have faults; what was found, and how long after it
 * became true, is written to {@code target/simulated-payments.txt}.
 */
class SimulatedPaymentsTest {
  private static final int ORDERS_A_DAY = Integer.getInteger("zaiko.simulated.orders", 4_000);
  private static final int WORLDS = Integer.getInteger("zaiko.simulated.worlds", 4);
  private static final int BUDGET = 2 * ORDERS_A_DAY / 10_000;

  /** In larger worlds ten checks wait in the silent hours of the days that follow, too. */
  private static final int SILENCES = Math.max(4, ORDERS_A_DAY / 20_000);

  private static final Path REPORT = Path.of("target", "simulated-payments.txt");
  private static final FoundFaults FOUND = new FoundFaults();

  private record Judged(
      List<Truth> truths,
      List<Alert> alerts,
      List<Alert> everTold,
      List<Alert> silences,
      JudgedWorld world) {
    static Judged of(long seed, Set<Fault> faults, Delivery delivery) {
      JudgedWorld world = new JudgedWorld();
      List<Truth> truths = new ArrayList<>();
      Terms terms =
          new Terms(seed, 2, 20, ORDERS_A_DAY, LocalDate.parse("2026-01-05"), faults, delivery);
      new Simulation(terms).run(world::hear, truths::add);
      List<Alert> told = List.copyOf(world.everTold());
      return new Judged(truths, ofMoney(world.inTheEnd()), ofMoney(told), silences(told), world);
    }

    private static List<Alert> ofMoney(Collection<Alert> all) {
      return all.stream().filter(alert -> alert.check() != Check.SOURCE_SILENT).toList();
    }

    private static List<Alert> silences(Collection<Alert> all) {
      return all.stream().filter(alert -> alert.check() == Check.SOURCE_SILENT).toList();
    }
  }

  @AfterAll
  static void report() throws IOException {
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, FOUND.text());
  }

  static Stream<Arguments> worlds() {
    Delivery[] deliveries = Delivery.values();
    return IntStream.rangeClosed(1, WORLDS)
        .mapToObj(seed -> Arguments.of((long) seed, deliveries[(seed - 1) % deliveries.length]));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void planted_faults_are_found_and_nothing_else(long seed, Delivery delivery) {
    Judged judged = Judged.of(seed, Worlds.ALL, delivery);
    List<String> missed = new ArrayList<>();
    for (Truth truth : judged.truths()) {
      Status status = truth.isMadeGood() ? Status.RESOLVED : Status.CONFIRMED;
      List<Alert> finds =
          judged.alerts().stream()
              .filter(
                  alert ->
                      alert.check() == Check.valueOf(truth.check())
                          && isOf(alert, truth)
                          && alert.status() == status)
              .toList();
      if (finds.isEmpty()) {
        missed.add(truth.json());
      }
      FOUND.planted(
          truth, finds.stream().mapToLong(judged.world()::firstToldMicros).min(), delivery);
    }
    List<String> falselyTold = new ArrayList<>();
    TreeMap<String, Integer> told = new TreeMap<>();
    for (Alert alert : judged.alerts()) {
      told.merge(alert.check().name(), 1, Integer::sum);
      boolean isTrue =
          judged.truths().stream()
              .anyMatch(
                  truth ->
                      isOf(alert, truth)
                          && (truth.check().equals(alert.check().name())
                              || truth.also().contains(alert.check().name())));
      if (!isTrue) {
        falselyTold.add(alert.toString());
        FOUND.falselyTold(alert);
      }
    }
    assertThat(missed).as("missed, seed %d, told %s", seed, told).isEmpty();
    assertThat(falselyTold).as("false, seed %d, told %s", seed, told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"11,AS_ARRIVED", "12,SHUFFLED"})
  void an_honest_world_is_silent(long seed, Delivery delivery) {
    Judged judged = Judged.of(seed, Set.of(), delivery);
    assertThat(judged.alerts()).as("seed %d", seed).isEmpty();
  }

  /**
   * An hour of a provider's silence, an afternoon of a shop's: the budget of the design is one
   * false suspicion for 10,000 orders, and none that is critical. The small worlds of the build
   * have none.
   */
  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void honest_days_as_they_arrive_keep_within_the_budget(long seed) {
    Judged judged = Judged.of(seed, Set.of(), Delivery.AS_ARRIVED);
    assertThat(judged.everTold()).as("seed %d", seed).hasSizeLessThanOrEqualTo(BUDGET);
    assertThat(judged.everTold())
        .as("seed %d", seed)
        .noneMatch(alert -> alert.severity() == Alert.Severity.CRITICAL);
    assertThat(judged.alerts()).as("seed %d", seed).isEmpty();
  }

  /** Ten checks or more wait for each provider that is silent for an hour: it alone is told of. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void an_hour_of_silence_is_told_of_once_for_who_is_silent(long seed) {
    Judged judged = Judged.of(seed, Set.of(), Delivery.AS_ARRIVED);
    assertThat(judged.silences())
        .as("seed %d", seed)
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(SILENCES);
    assertThat(judged.world().inTheEnd())
        .as("seed %d", seed)
        .filteredOn(alert -> alert.check() == Check.SOURCE_SILENT)
        .hasSameSizeAs(judged.silences())
        .allMatch(alert -> alert.status() == Status.RESOLVED);
  }

  private static boolean isOf(Alert alert, Truth truth) {
    Set<String> names = new TreeSet<>(truth.paymentIds());
    if (truth.orderRef() != null) {
      names.add(truth.orderRef());
    }
    if (truth.accountId() != null) {
      names.add(truth.accountId());
    }
    String key = alert.key();
    if (truth.fault() == Fault.DUPLICATE_CHARGE_BY_INSTRUMENT
        && alert.check() == Check.DUPLICATE_CHARGE) { // its key names the instrument
      return truth
          .eventIds()
          .containsAll(alert.evidence().stream().map(Alert.Evidence::eventId).toList());
    }
    return names.contains(key) || names.contains(key.substring(key.lastIndexOf('|') + 1));
  }
}
