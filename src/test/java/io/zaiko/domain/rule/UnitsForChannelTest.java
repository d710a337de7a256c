package io.zaiko.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reservation may take for its channel. */
class UnitsForChannelTest {

  /** The table of the contract, row by row; a kiosk that no rule names gets what fences leave. */
  @ParameterizedTest
  @CsvSource({
    "10, 4,   0, 1, 10, 6, 5, 6",
    " 7, 4,   0, 1,  7, 3, 2, 3",
    "10, 8,   6, 0,  8, 2, 0, 0",
    "10, 50%, 0, 0, 10, 5, 5, 5",
    " 3, 4,   0, 1,  3, 0, 0, 0",
    "-2, 4,   2, 1,  0, 0, 0, 0",
  })
  void a_channel_may_take_what_its_buffer_and_the_fences_of_others_leave(
      long ats,
      String webFence,
      long appFence,
      long posBuffer,
      long web,
      long app,
      long pos,
      long kiosk) {
    RingFence ofWeb =
        webFence.endsWith("%")
            ? RingFence.ofPercent("web", Integer.parseInt(webFence.replace("%", "")), 0)
            : RingFence.ofUnits("web", Long.parseLong(webFence), 0);
    StockRule rule =
        Rules.channels(
            Map.of("pos", posBuffer), List.of(ofWeb, RingFence.ofUnits("app", appFence, 1)));
    Map<String, Long> units = new TreeMap<>();
    for (String channel : List.of("web", "app", "pos", "kiosk")) {
      units.put(channel, ChannelAts.unitsFor(channel, ats, Rules.alone(rule)));
    }
    assertThat(units).isEqualTo(Map.of("web", web, "app", app, "pos", pos, "kiosk", kiosk));
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "0, 0", "-2, 0", "1000000000000000000, 1000000000000000000"})
  void without_a_rule_any_channel_may_take_all_there_is(long ats, long units) {
    EffectiveRule none = EffectiveRule.none(Rules.LOW_AT_3);
    assertThat(ChannelAts.unitsFor("web", ats, none)).isEqualTo(units);
    assertThat(ChannelAts.unitsFor("", ats, none)).isEqualTo(units);
  }

  @Test
  void a_channel_that_a_rule_names_may_take_what_the_images_say() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      List<RingFence> fences = new ArrayList<>();
      Map<String, Long> buffers = new TreeMap<>();
      for (String channel : List.of("app", "pos", "web")) {
        if (random.nextBoolean()) {
          fences.add(RingFence.ofUnits(channel, random.nextInt(9), random.nextInt(2)));
        }
        if (random.nextBoolean()) {
          buffers.put(channel, (long) random.nextInt(4));
        }
      }
      EffectiveRule rule = Rules.alone(Rules.channels(buffers, fences));
      long ats = random.nextInt(-3, 20);
      Map<String, Long> taken = new TreeMap<>(ChannelAts.byChannel(ats, rule));
      taken.replaceAll((channel, units) -> ChannelAts.unitsFor(channel, ats, rule));
      assertThat(taken).as("seed %d", seed).isEqualTo(ChannelAts.byChannel(ats, rule));
    }
  }
}
