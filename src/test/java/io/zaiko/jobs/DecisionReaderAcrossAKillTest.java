package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.SampleDecisionReader;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample reader of decisions while the job loses its task manager, again and again until an
 * answer that the reader showed was lost with it. What it says is committed must never be taken
 * back, and must be what every reader of committed records sees.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionReaderAcrossAKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MOST_KILLS = 8;
  private static final long STOCK = 400;

  private final Checkouts checkouts = new Checkouts();
  private final List<String> carts = new ArrayList<>();

  /** What the reader showed last of each cart, and what it said is committed. */
  private final Map<String, GenericRecord> shown = new HashMap<>();

  private final Map<String, GenericRecord> committed = new HashMap<>();
  private int decidedAnew;

  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job = WholeJob.start(folder, Map.of());
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void what_the_reader_says_is_committed_is_never_taken_back() throws Exception {
    topics.publish("restocks.store", BackOffice.restock("corner", "tea", STOCK));
    topics.publish(
        "reservations.web", checkouts.of("first", "shop", "none", ReservationAct.RELEASE));
    try (SampleDecisionReader reader =
        SampleDecisionReader.connect(job.bootstrap(), EmbeddedRegistry.shared().url())) {
      for (int kill = 0; decidedAnew == 0 && kill < MOST_KILLS; kill++) {
        publishUntilOneIsProvisional(reader);
        CompletableFuture<Void> killed = CompletableFuture.runAsync(this::kill);
        publish(carts.size() + 50);
        await("a task manager has taken over")
            .atMost(PATIENCE)
            .pollInSameThread()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> watch(reader) && killed.isDone());
        killed.join();
        awaitAll(reader);
      }
    }
    assertThat(decidedAnew).as("answers that were shown, lost, and given anew").isPositive();
    Map<String, ReservationDecision> last = new HashMap<>();
    for (ReservationDecision each :
        topics.committed("reservation-decisions", ReservationDecision.class)) {
      last.put(each.getReservationId(), each);
    }
    for (String cart : carts) {
      ReservationDecision truth = last.get(cart);
      GenericRecord said = committed.get(cart);
      assertThat(said.get("decision").toString()).as(cart).isEqualTo(truth.getDecision());
      assertThat(said.get("revision")).as(cart).isEqualTo(truth.getRevision());
      assertThat(said.get("epoch")).as(cart).isEqualTo(truth.getEpoch());
    }
    assertThat(last.values().stream().filter(each -> each.getDecision().equals("GRANTED")).count())
        .isEqualTo(Math.min(STOCK, carts.size()));
    assertThat(job.verify()).isZero();
  }

  private void kill() {
    try {
      job.replaceTaskManager();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private void publishUntilOneIsProvisional(SampleDecisionReader reader) {
    await("an answer is shown before it is committed")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              publish(carts.size() + 1);
              watch(reader);
              return shown.keySet().stream().anyMatch(cart -> !committed.containsKey(cart));
            });
  }

  private void publish(int upTo) throws Exception {
    List<HistoryRecord> places = new ArrayList<>();
    while (carts.size() < upTo) {
      String cart = "cart-" + carts.size();
      carts.add(cart);
      places.add(
          new HistoryRecord(
              "reservations.web",
              checkouts.place("place-" + cart, "shop", cart, "corner", Map.of("tea", 1L))));
    }
    topics.publish(new History(0, places));
  }

  private void awaitAll(SampleDecisionReader reader) {
    await("each cart is answered")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> watch(reader) && committed.keySet().containsAll(carts));
  }

  /** Lets it read on, and looks at all it says. */
  private boolean watch(SampleDecisionReader reader) throws Exception {
    reader.poll();
    for (String cart : carts) {
      GenericRecord truth = reader.committed(cart);
      GenericRecord before = committed.get(cart);
      if (before != null) {
        assertThat(truth).as("each cart is answered once, and for good: " + cart).isSameAs(before);
        continue;
      }
      GenericRecord now = reader.current(cart);
      if (now == null) {
        continue;
      }
      GenericRecord provisional = shown.put(cart, now);
      if (provisional != null && !provisional.get("epoch").equals(now.get("epoch"))) {
        decidedAnew++;
      }
      if (truth != null) {
        committed.put(cart, truth);
      }
    }
    return true;
  }
}
