package io.zaiko.tools.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.EmbeddedBroker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A busy broker answers that there is no such topic for a while after it was made. */
class UnheardTopicTest {
  @Test
  void a_topic_that_its_broker_has_not_heard_of_is_waited_for() throws Exception {
    try (Admin admin = new SlowToHear(EmbeddedBroker.shared().bootstrap())) {
      TopicCatalogue.ensureInput(admin, "sales.unheard");

      assertThat(admin.listTopics().names().get()).contains("sales.unheard");
    }
  }

  /** The real broker, which is told of a new topic only once it was asked for it in vain. */
  private static final class SlowToHear extends ForwardingAdmin {
    private Collection<NewTopic> unheard = List.of();

    SlowToHear(String bootstrap) {
      super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    @Override
    public CreateTopicsResult createTopics(
        Collection<NewTopic> topics, CreateTopicsOptions options) {
      unheard = topics;
      return super.createTopics(topics, options.validateOnly(true));
    }

    @Override
    public ListOffsetsResult listOffsets(
        Map<TopicPartition, OffsetSpec> asked, ListOffsetsOptions options) {
      ListOffsetsResult answer = super.listOffsets(asked, options);
      if (!unheard.isEmpty()) {
        assertThat(answer.all().toCompletionStage().toCompletableFuture())
            .failsWithin(Duration.ofMinutes(1));
        super.createTopics(unheard, new CreateTopicsOptions());
        unheard = List.of();
      }
      return answer;
    }
  }
}
