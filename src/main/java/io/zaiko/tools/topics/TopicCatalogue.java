package io.zaiko.tools.topics;

import io.zaiko.codec.OutputTopic;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Every topic of the contract, with its partitions, how long it keeps what, and how large a batch
 * may be.
 */
public final class TopicCatalogue {
  /** Partitions of every topic; that of an output topic never changes. */
  static final int PARTITIONS = 4;

  /** Longer than the longest outage promised, and at least the 7 days of the contract. */
  private static final Duration INPUT_RETENTION = Duration.ofDays(14);

  /** Master data: the newest record of a key stays for ever. */
  public static final Set<String> CONTROL_TOPICS = Set.of("items", "locations", "stock-rules");

  /** The inputs that exist from the start; the topic of another channel is made when first used. */
  private static final List<String> FIRST_INPUTS =
      List.of(
          "sales.store",
          "sales.web",
          "sales.pos",
          "sales.catalog",
          "voids.store",
          "returns.store",
          "returns.web",
          "returns.catalog",
          "restocks.warehouse",
          "restocks.opening",
          "adjustments.store",
          "adjustments.warehouse",
          "counts.store",
          "counts.warehouse",
          "transfers.warehouse",
          "fulfilments.warehouse",
          "reservations.web",
          "reservations.store",
          "payments.psp",
          "alert-actions.desk",
          "hold-releases.zaiko",
          "heartbeats.store",
          "heartbeats.replay");

  private static final Map<String, String> COMPACTED =
      Map.of("cleanup.policy", "compact", "retention.ms", "-1");

  /**
   * The broker's clock stamps what others write: that of an input judges what lies a day ahead,
   * that of a control record says since when it holds. A publisher's clock may be wrong.
   */
  static final Map<String, String> BROKER_CLOCK = Map.of("message.timestamp.type", "LogAppendTime");

  private static final short BROKER_DEFAULT = -1;

  /** How long a broker may take to hear of a topic that the controller has made. */
  private static final Duration HEARD_OF_WITHIN = Duration.ofSeconds(30);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

  private TopicCatalogue() {}

  /**
   * Creates what is absent of the control and output topics and of the first input topics, and
   * gives those that exist, of other channels too, the limits of {@link BatchLimits} and, where
   * others write, the broker's clock. What was stored before keeps its time and compression.
   */
  public static void ensureAll(Admin admin) {
    asking(() -> LimitedTopics.limit(admin, admin.listTopics().names().get()));
    ensure(admin, all());
  }

  /**
   * Creates an input or control topic when it is absent.
   *
   * @throws UserError where no kind of record belongs to a topic of that name
   */
  public static void ensureInput(Admin admin, String topic) {
    ensure(admin, List.of(input(topic).orElseThrow(() -> unknown(topic))));
  }

  /** What people may write to, as a list in words: each kind of record, then the master data. */
  public static String inputNames() {
    List<String> names = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      if (kind != RecordKind.HOLD_RELEASE) { // the job says it to itself
        names.add(kind.topicPrefix() + ".<name>");
      }
    }
    CONTROL_TOPICS.stream().sorted().forEach(names::add);
    String last = names.remove(names.size() - 1);
    return String.join(", ", names) + " or " + last;
  }

  /** All topics that {@link #ensureAll} creates. */
  static List<NewTopic> all() {
    List<NewTopic> topics = new ArrayList<>();
    CONTROL_TOPICS.forEach(name -> topics.add(input(name).orElseThrow()));
    FIRST_INPUTS.forEach(name -> topics.add(input(name).orElseThrow()));
    for (OutputTopic output : OutputTopic.values()) {
      topics.add(topic(output.topic(), kept(output), BatchLimits.ofOutput()));
    }
    return topics;
  }

  static boolean isOutput(String topic) {
    return Arrays.stream(OutputTopic.values()).anyMatch(output -> output.topic().equals(topic));
  }

  /** How an input or control topic is made; empty where the name belongs to neither. */
  static Optional<NewTopic> input(String topic) {
    if (CONTROL_TOPICS.contains(topic)) {
      return Optional.of(written(topic, COMPACTED));
    }
    return RecordKind.ofTopic(topic).filter(kind -> legal(topic)).map(kind -> journal(topic));
  }

  private static boolean legal(String topic) {
    return topic.length() <= 249 && topic.matches("[a-zA-Z0-9._-]+");
  }

  private static NewTopic journal(String name) {
    return written(
        name,
        Map.of(
            "cleanup.policy", "delete", "retention.ms", Long.toString(INPUT_RETENTION.toMillis())));
  }

  /** A topic that others write. */
  private static NewTopic written(String name, Map<String, String> kept) {
    Map<String, String> limits = new HashMap<>(BatchLimits.ofInput());
    limits.putAll(BROKER_CLOCK);
    return topic(name, kept, limits);
  }

  private static Map<String, String> kept(OutputTopic output) {
    return output.compacted()
        ? COMPACTED
        : Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(output.retention().toMillis()));
  }

  private static NewTopic topic(String name, Map<String, String> kept, Map<String, String> limits) {
    Map<String, String> settings = new HashMap<>(kept);
    settings.putAll(limits);
    return new NewTopic(name, PARTITIONS, BROKER_DEFAULT).configs(settings);
  }

  private static void ensure(Admin admin, Collection<NewTopic> topics) {
    asking(
        () -> {
          Set<String> present = admin.listTopics().names().get();
          List<NewTopic> absent =
              topics.stream().filter(topic -> !present.contains(topic.name())).toList();
          for (KafkaFuture<Void> created : admin.createTopics(absent).values().values()) {
            finish(created);
          }
          awaitLeaders(admin, absent);
        });
  }

  /** Something that Kafka is asked to do and may refuse. */
  private interface Request {
    void send() throws ExecutionException, InterruptedException;
  }

  private static void asking(Request request) {
    try {
      request.send();
    } catch (ExecutionException e) {
      throw new UserError(
          "Kafka refused to create or set topics ("
              + e.getCause()
              + "); is it running and permitted?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while creating topics; run it again", e);
    }
  }

  /**
   * Waits until every partition's leader answers. A broker that leads a partition on paper only may
   * refuse a producer's first batch and take its second, and then it refuses the first for ever,
   * because its sequence numbers have passed. A broker that has not yet heard of the topic says
   * that there is none, and the client takes its word: asked again, until it has.
   */
  private static void awaitLeaders(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long since = System.nanoTime();
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        boolean unheard = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!unheard || System.nanoTime() - since > HEARD_OF_WITHIN.toNanos()) {
          throw e;
        }
        Thread.sleep(BETWEEN_QUESTIONS.toMillis());
      }
    }
  }

  private static void finish(KafkaFuture<Void> created)
      throws ExecutionException, InterruptedException {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static UserError unknown(String topic) {
    return new UserError("no kind of record belongs to topic " + topic + "; use " + inputNames());
  }
}
