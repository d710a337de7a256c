package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zaiko.tools.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobKeeperTest {
  private static final String RESTORE =
      "java.io.IOException: broken\\n"
          + "at org.apache.flink.streaming.api.operators.StreamTaskStateInitializerImpl.open";
  private static final String BROKER = "java.net.ConnectException: refused";

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final List<Optional<Long>> submitted = new ArrayList<>();
  private final Set<Long> unreadable = new HashSet<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private volatile String state = "RUNNING";
  private volatile List<String> failures = List.of();
  private HttpServer engine;
  private JobKeeper keeper;

  @BeforeEach
  void open() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext("/jobs/", this::answer);
    engine.start();
    keeper =
        new JobKeeper(
            HouseJob.INVENTORY,
            new EngineRest("http://127.0.0.1:" + engine.getAddress().getPort()),
            this::submit,
            new Checkpoints(folder),
            said::add);
  }

  @AfterEach
  void close() {
    engine.stop(0);
  }

  @Test
  void the_first_job_of_all_begins_at_the_beginning_and_says_so() {
    keeper.begin();

    assertThat(submitted).containsExactly(Optional.empty());
    assertThat(said).singleElement().asString().contains("from the beginning");
  }

  @Test
  void an_unreadable_checkpoint_is_passed_over_for_the_one_before_it() throws IOException {
    complete(7, 8, 9);
    unreadable.addAll(List.of(8L, 9L));
    keeper.begin();

    assertThat(submitted).containsExactly(Optional.of(9L), Optional.of(8L), Optional.of(7L));
    assertThat(said).anyMatch(line -> line.startsWith("checkpoint 9 cannot be read"));
    assertThat(said).last().asString().contains("continuing from checkpoint 7");
  }

  @Test
  void where_no_checkpoint_can_be_read_nothing_starts_from_the_beginning() throws IOException {
    complete(7, 8);
    unreadable.addAll(List.of(7L, 8L));

    assertThatThrownBy(keeper::begin)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none of the 2 checkpoints")
        .hasMessageContaining("--fresh");
    assertThat(submitted).doesNotContain(Optional.empty());

    unreadable.clear();
    keeper.begin();
    assertThat(submitted).as("a disk may be back").last().isEqualTo(Optional.of(8L));
  }

  @Test
  void a_job_that_fails_goes_on_from_its_newest_checkpoint() throws IOException {
    keeper.begin();
    complete(3, 4);
    state = "FAILED";
    failures = List.of(BROKER);
    keeper.look(0);

    assertThat(submitted).last().isEqualTo(Optional.of(4L));
    assertThat(said).contains("the inventory job failed: " + BROKER);
  }

  @Test
  void a_job_that_cannot_restore_is_given_up_for_an_older_checkpoint() throws IOException {
    complete(3, 4);
    keeper.begin();
    state = "RESTARTING";
    failures = List.of(RESTORE, RESTORE);
    keeper.look(0);
    assertThat(cancelled).as("a few tries are the engine's own").isEmpty();

    failures = List.of(RESTORE, RESTORE, RESTORE);
    keeper.look(1_000);
    assertThat(cancelled).containsExactly(job(1));

    state = "CANCELED";
    keeper.look(2_000);
    assertThat(submitted).containsExactly(Optional.of(4L), Optional.of(3L));
  }

  @Test
  void a_job_that_restarts_for_another_reason_keeps_its_checkpoint() throws IOException {
    complete(3, 4);
    keeper.begin();
    state = "RESTARTING";
    failures = List.of(BROKER, BROKER, BROKER, BROKER);
    keeper.look(0);

    assertThat(cancelled).isEmpty();
  }

  @Test
  void a_job_that_a_person_cancelled_stays_so() {
    keeper.begin();
    state = "CANCELED";
    keeper.look(0);
    keeper.look(100_000);

    assertThat(submitted).hasSize(1);
    assertThat(said).last().asString().contains("was cancelled");
  }

  private String submit(Optional<Checkpoints.Completed> from) {
    submitted.add(from.map(Checkpoints.Completed::number));
    if (from.isPresent() && unreadable.contains(from.get().number())) {
      throw new UnreadableCheckpointException("broken");
    }
    return job(submitted.size());
  }

  private static String job(int number) {
    return String.format("%032x", number);
  }

  /** Answers as Flink's job manager does. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String answer = "{}";
    if (exchange.getRequestMethod().equals("PATCH")) {
      cancelled.add(path.substring("/jobs/".length()));
    } else if (path.endsWith("/overview")) {
      answer =
          """
          {"jobs":[{"jid":"%s","name":"zaiko-inventory","state":"%s","start-time":1,
          "tasks":{"total":2,"running":0}}]}\
          """
              .formatted(job(submitted.size()), state);
    } else {
      List<String> entries = failures.stream().map("{\"stacktrace\":\"%s\"}"::formatted).toList();
      answer = "{\"exceptionHistory\":{\"entries\":[" + String.join(",", entries) + "]}}";
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void complete(long... numbers) throws IOException {
    for (long number : numbers) {
      Path metadata =
          Files.createDirectories(folder.resolve("job-before/chk-" + number)).resolve("_metadata");
      Files.writeString(metadata, "state");
      Files.setLastModifiedTime(metadata, FileTime.fromMillis(number * 1_000));
    }
  }
}
