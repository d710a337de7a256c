package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every world as a whole. */
class SimulationTest {

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void the_same_terms_tell_the_same_lines(Delivery delivery) throws IOException {
    Terms terms = Worlds.terms(11, Worlds.ALL, delivery);
    String first = text(Worlds.live(terms));
    assertThat(text(Worlds.live(terms))).isEqualTo(first);
    assertThat(text(Worlds.live(Worlds.terms(12, Worlds.ALL, delivery)))).isNotEqualTo(first);
  }

  private static String text(Worlds.Lived world) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonLines lines = new JsonLines(bytes)) {
      for (Told told : world.told()) {
        lines.write(told.record());
      }
    }
    StringBuilder text = new StringBuilder(bytes.toString(StandardCharsets.UTF_8));
    world.truths().forEach(truth -> text.append(truth.json()).append('\n'));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_is_planted_leaves_the_honest_stories_as_they_are(long seed) {
    Set<String> honest = ids(Worlds.live(Worlds.terms(seed, Set.of())));
    Worlds.Lived world = Worlds.live(Worlds.terms(seed, Worlds.ALL));
    Set<String> left = ids(world);
    world.truths().forEach(truth -> left.removeAll(truth.eventIds()));
    assertThat(left).as("seed %d", seed).isEqualTo(honest);
  }

  private static Set<String> ids(Worlds.Lived world) {
    Set<String> ids = new TreeSet<>();
    world.told().forEach(told -> ids.add((String) told.record().get(0)));
    assertThat(ids).hasSameSizeAs(world.told());
    return ids;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void records_come_in_business_time_and_tills_number_them_without_gaps(long seed) {
    Map<String, Long> last = new HashMap<>();
    long now = Long.MIN_VALUE;
    for (Told told : Worlds.live(Worlds.terms(seed, Worlds.ALL)).told()) {
      assertThat(told.occurredMicros()).as("seed %d", seed).isGreaterThanOrEqualTo(now);
      now = told.occurredMicros();
      Source source =
          (Source) told.record().get(told.record().getSchema().getField("source").pos());
      boolean isTill = source.getId().startsWith("pos/") || source.getId().startsWith("counter/");
      assertThat(source.getSequence() != null).as(source.getId()).isEqualTo(isTill);
      if (isTill) {
        long next = last.merge(told.topic() + ' ' + source.getId(), 1L, Long::sum) - 1;
        assertThat(source.getSequence()).as("%s, seed %d", source.getId(), seed).isEqualTo(next);
      }
    }
    assertThat(last).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void an_offline_shop_and_a_silent_provider_are_late_and_nothing_is_lost(long seed) {
    Worlds.Lived inTime = Worlds.live(Worlds.terms(seed, Worlds.ALL));
    Worlds.Lived late = Worlds.live(Worlds.terms(seed, Worlds.ALL, Delivery.AS_ARRIVED));
    assertThat(ids(late)).as("seed %d", seed).isEqualTo(ids(inTime));
    Set<String> lateTopics = new TreeSet<>();
    long now = Long.MIN_VALUE;
    for (Told told : late.told()) {
      assertThat(told.arrivesMicros()).isGreaterThanOrEqualTo(now);
      now = told.arrivesMicros();
      if (told.arrivesMicros() > told.occurredMicros() + 10 * Micros.MINUTE) {
        lateTopics.add(told.topic());
      }
    }
    assertThat(lateTopics).as("seed %d", seed).contains("sales.pos", "sales.counter");
    assertThat(lateTopics).as("seed %d", seed).anyMatch(topic -> topic.startsWith("payments."));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_shuffled_world_is_the_same_set_of_records_some_of_them_twice(long seed) {
    List<String> shuffled = new ArrayList<>();
    Worlds.live(Worlds.terms(seed, Worlds.ALL, Delivery.SHUFFLED))
        .told()
        .forEach(told -> shuffled.add((String) told.record().get(0)));
    Worlds.Lived inTime = Worlds.live(Worlds.terms(seed, Worlds.ALL));
    assertThat(new TreeSet<>(shuffled)).as("seed %d", seed).isEqualTo(ids(inTime));
    int more = shuffled.size() - inTime.told().size();
    assertThat(more).as("seed %d", seed).isBetween(shuffled.size() / 70, shuffled.size() / 35);
  }
}
