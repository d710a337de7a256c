package io.zaiko.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelAtsTest {

  private static final int SEEDS = 20_000;
  private static final List<String> CHANNELS = List.of("app", "kiosk", "pos", "web");

  /** The table of the contract, row by row; a fence with % is a share. */
  @ParameterizedTest
  @CsvSource({
    "10, 4,   0, 1, 10, 6, 5",
    " 7, 4,   0, 1,  7, 3, 2",
    "10, 8,   6, 0,  8, 2, 0",
    "10, 50%, 0, 0, 10, 5, 5",
    " 3, 4,   0, 1,  3, 0, 0",
    "-2, 4,   2, 1,  0, 0, 0",
  })
  void a_channel_may_sell_what_its_buffer_and_the_fences_of_others_leave(
      long ats, String webFence, String appFence, long posBuffer, long web, long app, long pos) {
    StockRule rule =
        Rules.channels(
            Map.of("pos", posBuffer),
            List.of(fence("web", webFence, 0), fence("app", appFence, 1)));
    assertThat(ChannelAts.byChannel(ats, Rules.alone(rule)))
        .isEqualTo(Map.of("web", web, "app", app, "pos", pos));
  }

  @Test
  void a_shelf_without_buffers_and_fences_names_no_channel() {
    assertThat(ChannelAts.byChannel(10, EffectiveRule.none(Rules.LOW_AT_3))).isEmpty();
  }

  @Test
  void a_buffer_of_0_names_its_channel() {
    StockRule rule = Rules.channels(Map.of("web", 0L), null);
    assertThat(ChannelAts.byChannel(7, Rules.alone(rule))).isEqualTo(Map.of("web", 7L));
  }

  @Test
  void equal_priorities_are_served_by_channel() {
    StockRule rule =
        Rules.channels(null, List.of(RingFence.ofUnits("b", 3, 0), RingFence.ofUnits("a", 3, 0)));
    assertThat(ChannelAts.byChannel(4, Rules.alone(rule))).isEqualTo(Map.of("a", 3L, "b", 1L));
  }

  @Test
  void a_share_of_the_largest_stock_is_exact() {
    long ats = 999_999_999_999_999_999L;
    StockRule rule = Rules.channels(null, List.of(RingFence.ofPercent("web", 33, 0)));
    assertThat(ChannelAts.of(ats, Rules.alone(rule)).get(0).keep())
        .isEqualTo(329_999_999_999_999_999L);
  }

  @Test
  void any_rule_gives_what_units_handed_out_one_by_one_give() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      long ats = random.nextInt(-5, 60);
      Map<String, Long> buffers = buffers(random);
      List<RingFence> fences = fences(random);
      EffectiveRule rule = Rules.alone(Rules.channels(buffers, fences));
      assertThat(ChannelAts.byChannel(ats, rule))
          .as("seed %d", seed)
          .isEqualTo(oneByOne(ats, buffers, fences));
    }
  }

  @Test
  void no_rule_promises_more_than_there_is_and_none_keeps_more_than_there_is() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      long ats = random.nextLong(-1_000_000_000_000_000_000L, 1_000_000_000_000_000_000L);
      EffectiveRule rule = Rules.alone(Rules.channels(buffers(random), fences(random)));
      long pool = Math.max(0, ats);
      List<ChannelAts> parts = ChannelAts.of(ats, rule);
      assertThat(parts)
          .as("seed %d", seed)
          .allMatch(part -> part.availableToSell() >= 0 && part.availableToSell() <= pool)
          .allMatch(part -> part.keep() >= 0 && part.keep() <= part.fence());
      assertThat(parts.stream().mapToLong(ChannelAts::keep).sum())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(pool);
    }
  }

  /** With fences in units: a share may round up for one channel and so take from another. */
  @Test
  void one_unit_more_never_leaves_a_channel_less() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      long ats = random.nextInt(-5, 60);
      List<RingFence> fences =
          fences(random).stream().filter(fence -> fence.units() != null).toList();
      EffectiveRule rule = Rules.alone(Rules.channels(buffers(random), fences));
      Map<String, Long> before = ChannelAts.byChannel(ats, rule);
      ChannelAts.byChannel(ats + 1, rule)
          .forEach(
              (channel, units) ->
                  assertThat(units).isBetween(before.get(channel), before.get(channel) + 1));
    }
  }

  /** Each unit goes to the first fence that wants one; what others hold is out of reach. */
  private static Map<String, Long> oneByOne(
      long ats, Map<String, Long> buffers, List<RingFence> fences) {
    List<RingFence> served = new ArrayList<>(fences);
    served.sort(Comparator.comparing(RingFence::channel));
    served.sort(Comparator.comparingInt(RingFence::priority));
    List<String> holders = new ArrayList<>();
    for (RingFence fence : served) {
      long wants =
          fence.units() != null
              ? fence.units()
              : (long) Math.floor(Math.max(0, ats) * (fence.percent() / 100.0) + 1e-9);
      for (long n = 0; n < wants && holders.size() < ats; n++) {
        holders.add(fence.channel());
      }
    }
    Map<String, Long> units = new TreeMap<>();
    for (String channel : CHANNELS) {
      boolean named =
          buffers.containsKey(channel)
              || fences.stream().anyMatch(fence -> fence.channel().equals(channel));
      if (named) {
        long others = holders.stream().filter(holder -> !holder.equals(channel)).count();
        units.put(channel, Math.max(0, ats - others - buffers.getOrDefault(channel, 0L)));
      }
    }
    return units;
  }

  private static Map<String, Long> buffers(Random random) {
    Map<String, Long> buffers = new TreeMap<>();
    for (String channel : CHANNELS) {
      if (random.nextBoolean()) {
        buffers.put(channel, (long) random.nextInt(6));
      }
    }
    return buffers;
  }

  private static List<RingFence> fences(Random random) {
    List<RingFence> fences = new ArrayList<>();
    for (String channel : CHANNELS) {
      int priority = random.nextInt(-1, 2);
      switch (random.nextInt(3)) {
        case 0 -> fences.add(RingFence.ofUnits(channel, random.nextInt(30), priority));
        case 1 -> fences.add(RingFence.ofPercent(channel, random.nextInt(26), priority));
        default -> {}
      }
    }
    return fences;
  }

  private static RingFence fence(String channel, String stated, int priority) {
    return stated.endsWith("%")
        ? RingFence.ofPercent(channel, Integer.parseInt(stated.replace("%", "")), priority)
        : RingFence.ofUnits(channel, Long.parseLong(stated), priority);
  }
}
