package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.codec.Outbound;
import io.zaiko.testkit.Arrived;
import io.zaiko.testkit.NaiveWorld;
import io.zaiko.testkit.Picture;
import io.zaiko.testkit.Shrinking;
import io.zaiko.testkit.WholeHistories;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All operators that keep stock against a naive fold, over seeded histories of every kind of record
 * together: goods, counts, transfers, rules, locations and items, in any order, redelivered, with
 * sweeps, a moving clock and a restore on the way. The last word on each shelf and each group must
 * be what the set of records comes to. A failure names its seed and the fewest records that fail.
 */
class WholeFlowPropertiesTest {

  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 2_000);

  @Test
  void whatever_arrives_in_whatever_order_every_last_image_is_that_of_the_naive_fold() {
    LongStream.range(0, SEEDS)
        .parallel() // a seed shares nothing with another
        .filter(seed -> difference(WholeHistories.arrived(seed, size(seed)), seed) != null)
        .findAny()
        .ifPresent(WholeFlowPropertiesTest::failWithFewest);
  }

  private static void failWithFewest(long seed) {
    List<Arrived> fewest =
        Shrinking.fewest(
            WholeHistories.arrived(seed, size(seed)), fewer -> difference(fewer, seed) != null);
    fail(
        "seed %d: %s%nfewest records, in the order they arrive: %d%n%s",
        seed,
        difference(fewest, seed),
        fewest.size(),
        fewest.stream().map(Arrived::toString).collect(Collectors.joining("\n")));
  }

  /**
   * A long one fills the tails of its shelves, so that movements are packed. It takes 58 hours or
   * so: with counts of two hours before, all of it is within the late horizon.
   */
  private static int size(long seed) {
    return seed % 35 == 7 ? 700 : 6 + (int) (seed % 24);
  }

  /** What differs from the naive fold; null for nothing. */
  private static @Nullable String difference(List<Arrived> arrived, long seed) {
    try {
      compare(run(arrived, seed), NaiveWorld.after(arrived));
      return null;
    } catch (AssertionError | Exception e) {
      return e.toString();
    }
  }

  private static List<Outbound> run(List<Arrived> arrived, long seed) throws Exception {
    StateBackend backend =
        seed % 200 == 2 ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
    int restartEvery = Math.max(24, size(seed) / 2);
    RunningFlow flow = RunningFlow.fresh(backend);
    try {
      long newestMillis = 0;
      for (Arrived one : arrived) {
        // By its number: what happens around a record does not change where others are left out.
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + one.number());
        flow.receive(one);
        flow.deliverSome(random);
        if (one.goods() != null) {
          newestMillis = Math.max(newestMillis, one.goods().occurredAt().toEpochMilli());
        }
        switch (random.nextInt(16)) {
          case 0, 1 -> flow.slice();
          case 2 -> flow.advanceTo(newestMillis);
          default -> {}
        }
        if (seed % 2 == 0 && one.number() % restartEvery == restartEvery / 2) {
          flow = flow.restarted();
        }
      }
      flow.settle();
      return flow.sent();
    } finally {
      flow.close();
    }
  }

  private static void compare(List<Outbound> sent, NaiveWorld expected) {
    Map<String, Outbound> shelves = last(sent, "availability");
    Map<String, Picture> pictures = new TreeMap<>();
    shelves.forEach(
        (key, last) -> {
          if (last.value() != null) {
            Availability image = one(Availability.class, last);
            pictures.put(key, Picture.of(image));
            assertThat(expected.statuses())
                .as("a shelf that is shown: %s", key)
                .containsKey(key)
                .extractingByKey(key)
                .satisfies(fit -> assertThat(fit).as(key).contains(image.getStatus()));
          }
        });
    assertThat(pictures).as("shelves").isEqualTo(expected.shelves());
    Map<String, Picture> sums = new TreeMap<>();
    last(sent, "availability-by-group")
        .forEach(
            (key, last) -> {
              if (last.value() != null) {
                AvailabilityByGroup image = one(AvailabilityByGroup.class, last);
                sums.put(key, Picture.of(image));
                assertThat(image.getStatus())
                    .as(key)
                    .isEqualTo(NaiveWorld.statusOfGroup(image.getAvailableToSell()));
              }
            });
    assertThat(sums).as("groups").isEqualTo(expected.groups());
    assertThat(count(sent, "dead-letters")).as("refused").isEqualTo(expected.refused());
    assertThat(count(sent, "duplicates")).as("redelivered").isEqualTo(expected.redelivered());
  }

  private static long count(List<Outbound> sent, String topic) {
    return sent.stream().filter(out -> out.topic().equals(topic)).count();
  }

  private static Map<String, Outbound> last(List<Outbound> sent, String topic) {
    Map<String, Outbound> last = new HashMap<>();
    for (Outbound out : sent) {
      if (out.topic().equals(topic)) {
        last.put(new String(out.key(), StandardCharsets.UTF_8), out);
      }
    }
    return last;
  }

  private static <T extends SpecificRecord> T one(Class<T> type, Outbound out) {
    return Decoded.of(type, List.of(out), out.topic()).get(0);
  }
}
