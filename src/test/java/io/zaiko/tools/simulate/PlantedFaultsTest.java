package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The truth is what an independent reading of the contract finds, and nothing else is found. */
class PlantedFaultsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, -6})
  void an_honest_world_has_nothing_to_find(long seed) {
    Worlds.Lived honest = Worlds.live(Worlds.terms(seed, Set.of()));
    assertThat(checks(honest).findings()).as("seed %d", seed).isEmpty();
    assertThat(honest.truths()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, -6})
  void what_is_found_is_what_was_planted(long seed) {
    Worlds.Lived world = Worlds.live(Worlds.terms(seed, Worlds.ALL));
    NaiveChecks checks = checks(world);
    Map<String, Set<String>> found = checks.findings();
    Map<String, Set<String>> allowed = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    for (Truth truth : world.truths()) {
      String key = key(truth);
      Set<String> may = allowed.computeIfAbsent(key, at -> new TreeSet<>(truth.also()));
      may.add(truth.check());
      boolean isGivenBack = truth.isMadeGood() && truth.check().equals("DUPLICATE_CHARGE");
      boolean isFound =
          isGivenBack
              ? checks.wasChargedTwice(key) && !found.containsKey(key)
              : found.getOrDefault(key, Set.of()).contains(truth.check());
      if (!isFound) {
        missed.add(truth.json());
      }
    }
    assertThat(missed).as("not found, seed %d", seed).isEmpty();
    found.forEach(
        (key, named) ->
            assertThat(allowed.getOrDefault(key, Set.of()))
                .as("found at %s, seed %d", key, seed)
                .containsAll(named));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void each_fault_can_be_planted_alone(Fault fault) {
    Worlds.Lived world = Worlds.live(Worlds.terms(7, EnumSet.of(fault)));
    assertThat(world.truths())
        .as("seed 7")
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            truth -> {
              assertThat(truth.fault()).isEqualTo(fault);
              assertThat(truth.amountAtRiskMinor()).isPositive();
              assertThat(truth.dueMicros()).isGreaterThanOrEqualTo(truth.plantedMicros());
            });
    Set<String> told = new TreeSet<>();
    world.told().forEach(one -> told.add((String) one.record().get(0)));
    world.truths().forEach(truth -> assertThat(told).containsAll(truth.eventIds()));
  }

  private static NaiveChecks checks(Worlds.Lived world) {
    NaiveChecks checks = new NaiveChecks();
    world.told().forEach(checks::add);
    return checks;
  }

  /** The order, the account, or the later payment at a terminal that knows no order. */
  private static String key(Truth truth) {
    if (truth.orderRef() != null) {
      return truth.orderRef();
    }
    return truth.accountId() != null
        ? truth.accountId()
        : truth.paymentIds().get(truth.paymentIds().size() - 1);
  }
}
