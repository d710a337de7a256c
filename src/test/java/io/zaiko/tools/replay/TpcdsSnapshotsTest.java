package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.avro.StockCount;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The snapshots become counts, by the answers that others worked out. */
class TpcdsSnapshotsTest {
  @BeforeAll
  static void needsTheSet() {
    DataSets.numbered(Dataset.TPCDS);
  }

  @Test
  void the_counts_add_up_to_the_published_sums() {
    StringWriter table = new StringWriter();
    try (Stream<Outgoing> events = adapter().events()) {
      assertThat(SnapshotAnswers.compare(events, new PrintWriter(table, true))).isZero();
    }
    assertThat(table.toString())
        .contains("no output is read for this")
        .contains("21,293,128")
        .contains("2,259");
    assertThat(SnapshotAnswers.compare(Stream.of(), new PrintWriter(table, true))).isEqualTo(8);
  }

  @Test
  void lines_without_a_quantity_are_refused_and_no_others() {
    DatasetAnswers answers = Dataset.answersWithCounts(null);
    DatasetAnswers without = Dataset.TPCDS.answers(null, 0);
    assertThat(answers.toBeRefused()).isEqualTo(without.toBeRefused() + 40);
    assertThat(answers.answers())
        .filteredOn(answer -> answer.name().startsWith("count lines"))
        .hasSize(8)
        .extracting(Answer::toBeRefused)
        .containsExactly(2_259L, 2_321L, 2_284L, 2_255L, 2_219L, 2_276L, 2_224L, 2_240L);
    assertThat(answers.answers())
        .filteredOn(answer -> answer.name().startsWith("units"))
        .extracting(Answer::name)
        .containsExactly("units STORE SALE", "units STORE RETURN");
  }

  @Test
  void all_records_together_make_the_answers() {
    DatasetAnswers answers = Dataset.answersWithCounts(null);
    List<Answer.Measure> measures =
        answers.answers().stream().map(answer -> answer.measure().get()).toList();
    try (Stream<Outgoing> events = adapter().events()) {
      events
          .flatMap(event -> MovedLine.of(event.record()))
          .filter(answers.owns())
          .forEach(line -> measures.forEach(measure -> measure.add(line)));
    }
    assertThat(measures)
        .extracting(Answer.Measure::total)
        .isEqualTo(answers.answers().stream().map(Answer::published).toList());
  }

  @Test
  void a_session_is_complete_once_and_holds_no_line_without_a_quantity() {
    Map<String, Integer> complete = new HashMap<>();
    try (Stream<Outgoing> events = adapter().events()) {
      events
          .map(Outgoing::record)
          .filter(StockCount.class::isInstance)
          .map(StockCount.class::cast)
          .forEach(
              count -> {
                String session = count.getLocationId() + count.getCountId();
                complete.merge(session, count.getComplete() ? 1 : 0, Integer::sum);
                boolean isFit =
                    count.getLines().stream().allMatch(line -> line.getQuantity() != null);
                boolean isUnfit =
                    count.getLines().stream().allMatch(line -> line.getQuantity() == null);
                assertThat(isFit != isUnfit).as(count.getEventId()).isTrue();
                assertThat(Objects.isNull(count.getSource().getSequence()))
                    .as(count.getEventId())
                    .isEqualTo(isUnfit);
              });
    }
    assertThat(complete).hasSize(40).allSatisfy((session, times) -> assertThat(times).isOne());
  }

  @Test
  void other_sets_have_no_snapshots() {
    assertThatThrownBy(() -> Dataset.FOODMART.adapter(null, true, true))
        .isInstanceOf(UserError.class)
        .hasMessage("--counts needs a set with snapshots of stock, which only tpcds has");
  }

  private static Adapter adapter() {
    return Dataset.TPCDS.adapter(null, true, true);
  }
}
