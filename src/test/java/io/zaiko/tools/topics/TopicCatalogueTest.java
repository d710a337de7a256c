package io.zaiko.tools.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.codec.OutputTopic;
import io.zaiko.domain.identity.RecordKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCatalogueTest {
  private final Map<String, NewTopic> all =
      TopicCatalogue.all().stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));

  @Test
  void every_output_and_control_topic_is_made_at_the_start() {
    List<String> outputs = Arrays.stream(OutputTopic.values()).map(OutputTopic::topic).toList();

    assertThat(all.keySet()).containsAll(outputs).contains("items", "locations", "stock-rules");
  }

  @Test
  void every_kind_of_input_has_a_topic_at_the_start() {
    assertThat(all.keySet().stream().flatMap(name -> RecordKind.ofTopic(name).stream()))
        .contains(RecordKind.values());
  }

  @Test
  void readings_of_now_are_compacted_and_journals_are_kept_for_a_time() {
    assertThat(setting("availability", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting("items", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting("stock-ledger", "cleanup.policy")).isEqualTo("delete");
  }

  @Test
  void inputs_stay_at_least_a_week_and_carry_the_brokers_time() {
    assertThat(Long.parseLong(setting("sales.web", "retention.ms")))
        .isGreaterThanOrEqualTo(Duration.ofDays(7).toMillis());
    assertThat(setting("sales.web", "message.timestamp.type")).isEqualTo("LogAppendTime");
  }

  /** Since when a location keeps other hours is told by the time of its record. */
  @ParameterizedTest
  @ValueSource(strings = {"items", "locations", "stock-rules"})
  void control_topics_carry_the_brokers_time_too(String topic) {
    assertThat(setting(topic, "message.timestamp.type")).isEqualTo("LogAppendTime");
    assertThat(setting(topic, "cleanup.policy")).isEqualTo("compact");
  }

  @Test
  void the_topic_of_a_new_channel_is_an_input() {
    assertThat(TopicCatalogue.input("returns.market-place_7"))
        .map(NewTopic::numPartitions)
        .contains(TopicCatalogue.PARTITIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales", "sales.", ".web", "sale.web", "availability", "sales.a b", ""})
  void what_no_kind_of_record_belongs_to_is_no_input(String name) {
    assertThat(TopicCatalogue.input(name)).isEmpty();
  }

  private String setting(String topic, String key) {
    return all.get(topic).configs().get(key);
  }
}
