package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Item;
import io.zaiko.avro.Sale;
import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.codec.WriterSchemas;
import io.zaiko.testkit.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory, disk, registry: an outage stops only what was never seen. */
class RegistrySchemasTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void during_an_outage_seen_ids_are_read_and_others_wait_until_it_is_back() throws IOException {
    RegistryClient registrar = RegistryClient.connect(EmbeddedRegistry.shared().url());
    int seen = registrar.register("io.zaiko.avro.Sale", Sale.getClassSchema());
    int unseen = registrar.register("io.zaiko.avro.Item", Item.getClassSchema());
    try (SeveredLine line = new SeveredLine(EmbeddedRegistry.shared().url())) {
      RegistryAccess access = new RegistryAccess(line.url(), Map.of(), folder.toString());
      line.connect();
      assertThat(access.writerSchemas().byId(seen)).isEqualTo(Sale.getClassSchema());

      line.sever();
      assertThat(access.writerSchemas().byId(seen)).isEqualTo(Sale.getClassSchema());
      CompletableFuture<Schema> waiting =
          CompletableFuture.supplyAsync(() -> access.writerSchemas().byId(unseen));
      await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> !waiting.isDone());

      line.connect();
      await().atMost(LIMIT).until(waiting::isDone);
      assertThat(waiting.join()).isEqualTo(Item.getClassSchema());
    }
  }

  @Test
  void a_wait_ends_when_the_task_is_cancelled() {
    WriterSchemas schemas =
        new RegistryAccess("http://127.0.0.1:1", Map.of(), folder.toString()).writerSchemas();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread task =
        new Thread(
            () -> {
              try {
                schemas.byId(1);
              } catch (RegistryUnavailableException e) {
                ended.set(e);
              }
            });
    task.start();
    await().atMost(LIMIT).until(() -> task.getState() == Thread.State.TIMED_WAITING);
    task.interrupt();
    await().atMost(LIMIT).until(() -> !task.isAlive());
    assertThat(ended.get()).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void an_unknown_id_is_refused_and_soon_refused_again_without_asking() {
    WriterSchemas schemas =
        new RegistryAccess(EmbeddedRegistry.shared().url(), Map.of(), folder.toString())
            .writerSchemas();
    assertThatThrownBy(() -> schemas.byId(987_654)).isInstanceOf(UnknownSchemaException.class);
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> schemas.byId(987_654)).isInstanceOf(UnknownSchemaException.class);
    }
    // Asking 100 times would wait 20 s between the tries alone.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
