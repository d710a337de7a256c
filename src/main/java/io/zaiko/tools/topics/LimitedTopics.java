package io.zaiko.tools.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Brings topics that someone else made, or an earlier release, to the {@link BatchLimits}, and
 * those that others write to the broker's clock.
 */
final class LimitedTopics {
  private LimitedTopics() {}

  /** Changes what differs, of the topics of the contract only, and nothing else about them. */
  static void limit(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, Map<String, String>> wanted = new HashMap<>();
    for (String topic : topics) {
      limits(topic)
          .ifPresent(
              limits -> wanted.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), limits));
    }
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    admin
        .describeConfigs(wanted.keySet())
        .all()
        .get()
        .forEach(
            (topic, present) -> {
              List<AlterConfigOp> differing =
                  differing(present, wanted.getOrDefault(topic, Map.of()));
              if (!differing.isEmpty()) {
                changes.put(topic, differing);
              }
            });
    admin.incrementalAlterConfigs(changes).all().get();
  }

  private static Optional<Map<String, String>> limits(String topic) {
    if (TopicCatalogue.isOutput(topic)) {
      return Optional.of(BatchLimits.ofOutput());
    }
    return TopicCatalogue.input(topic).map(input -> ofInput());
  }

  private static Map<String, String> ofInput() {
    Map<String, String> wanted = new HashMap<>(BatchLimits.ofInput());
    wanted.putAll(TopicCatalogue.BROKER_CLOCK);
    return wanted;
  }

  private static List<AlterConfigOp> differing(Config present, Map<String, String> wanted) {
    List<AlterConfigOp> changes = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          ConfigEntry entry = present.get(name);
          if (entry == null || !value.equals(entry.value())) {
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
          }
        });
    return changes;
  }
}
