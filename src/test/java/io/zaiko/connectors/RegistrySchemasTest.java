package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Item;
import io.zaiko.avro.Sale;
import io.zaiko.codec.SchemaOutOfReachException;
import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.codec.WriterSchemas;
import io.zaiko.testkit.EmbeddedRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory, disk, registry: an outage stops only what was never seen, and nobody for long. */
class RegistrySchemasTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void during_an_outage_seen_ids_are_read_and_others_are_out_of_reach_until_it_is_back()
      throws IOException {
    RegistryClient registrar = RegistryClient.connect(EmbeddedRegistry.shared().url());
    int seen = registrar.register("io.zaiko.avro.Sale", Sale.getClassSchema());
    int unseen = registrar.register("io.zaiko.avro.Item", Item.getClassSchema());
    try (SeveredLine line = new SeveredLine(EmbeddedRegistry.shared().url())) {
      RegistryAccess access = access(line.url());
      line.connect();
      assertThat(access.briefSchemas().byId(seen)).isEqualTo(Sale.getClassSchema());

      line.sever();
      WriterSchemas brief = access.briefSchemas();
      WriterSchemas unhurried = access.writerSchemas();
      assertThat(brief.byId(seen)).isEqualTo(Sale.getClassSchema());
      assertThatThrownBy(() -> brief.byId(unseen)).isInstanceOf(SchemaOutOfReachException.class);
      assertThatThrownBy(() -> unhurried.byId(unseen))
          .isInstanceOf(SchemaOutOfReachException.class);

      line.connect();
      assertThat(unhurried.byId(unseen)).isEqualTo(Item.getClassSchema());
      await().atMost(LIMIT).ignoreExceptions().until(() -> brief.byId(unseen) != null);
    }
  }

  @Test
  void a_registry_that_hangs_is_waited_for_once_and_then_not_asked_for_some_seconds()
      throws IOException {
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      WriterSchemas brief = access("http://127.0.0.1:" + hanging.getLocalPort()).briefSchemas();
      long start = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        int id = i;
        assertThatThrownBy(() -> brief.byId(id)).isInstanceOf(SchemaOutOfReachException.class);
      }
      // One wait; the client's own time-out is 5 s, and five waits would be 10 s.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(
              Duration.ofMillis(BriefQuestions.ANSWER_WITHIN_MILLIS), Duration.ofMillis(4_500));
    }
  }

  @Test
  void a_start_waits_for_the_registry_as_long_as_it_may() throws Exception {
    int id =
        RegistryClient.connect(EmbeddedRegistry.shared().url())
            .register("io.zaiko.avro.Item", Item.getClassSchema());
    try (SeveredLine line = new SeveredLine(EmbeddedRegistry.shared().url())) {
      WriterSchemas patient = access(line.url()).patientSchemas(LIMIT);
      AtomicReference<Schema> found = new AtomicReference<>();
      Thread start = new Thread(() -> found.set(patient.byId(id)));
      start.start();
      await().atMost(LIMIT).until(() -> start.getState() == Thread.State.TIMED_WAITING);
      line.connect();
      await().atMost(LIMIT).until(() -> Item.getClassSchema().equals(found.get()));
      line.sever();
    }
    WriterSchemas hasty = access("http://127.0.0.1:1").patientSchemas(Duration.ofMillis(300));
    assertThatThrownBy(() -> hasty.byId(id + 1_000))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void a_wait_ends_when_the_start_is_given_up() {
    WriterSchemas patient = access("http://127.0.0.1:1").patientSchemas(LIMIT);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread start =
        new Thread(
            () -> {
              try {
                patient.byId(1);
              } catch (RegistryUnavailableException e) {
                ended.set(e);
              }
            });
    start.start();
    await().atMost(LIMIT).until(() -> start.getState() == Thread.State.TIMED_WAITING);
    start.interrupt();
    await().atMost(Duration.ofSeconds(10)).until(() -> !start.isAlive());
    assertThat(ended.get()).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void an_unknown_id_is_refused_and_soon_refused_again_without_asking() {
    WriterSchemas schemas = access(EmbeddedRegistry.shared().url()).briefSchemas();
    assertThatThrownBy(() -> schemas.byId(987_654)).isInstanceOf(UnknownSchemaException.class);
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> schemas.byId(987_654)).isInstanceOf(UnknownSchemaException.class);
    }
    // Asking 100 times would wait 20 s between the tries alone.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private RegistryAccess access(String url) {
    return new RegistryAccess(url, Map.of(), folder.toString());
  }
}
