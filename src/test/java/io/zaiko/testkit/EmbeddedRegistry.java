package io.zaiko.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry with the Confluent API in a process of its own, on a free loopback port.
 * It keeps its schemas over {@link #stop()} and {@link #start()}, so that a test can take it away
 * and give it back.
 *
 * <p>Most tests want {@link #shared()}; a test that stops the registry opens one of its own.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static @Nullable EmbeddedRegistry shared;

  private final Path folder;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private @Nullable ChildProcess process;

  private EmbeddedRegistry(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The one registry of this JVM, started on first use and ended with the JVM. */
  public static synchronized EmbeddedRegistry shared() {
    if (shared == null) {
      EmbeddedRegistry registry = open();
      Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
      shared = registry;
    }
    return shared;
  }

  /** A registry of the caller's own; returns when it answers. */
  public static EmbeddedRegistry open() {
    EmbeddedRegistry registry =
        new EmbeddedRegistry(ChildProcess.newFolder("zaiko-registry-"), ChildProcess.freePort());
    registry.start();
    return registry;
  }

  /** The base of the Confluent API. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** Starts it, again on the same port and with the schemas it had; returns when it answers. */
  public void start() {
    stop();
    ChildProcess started =
        ChildProcess.java(
            folder,
            List.of(
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dapicurio.storage.sql.kind=h2",
                "-Dapicurio.datasource.url=jdbc:h2:file:" + folder.resolve("schemas"),
                "-jar",
                runner().toString()));
    process = started;
    await("the registry answers")
        .atMost(START_LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              if (!started.alive()) {
                throw new AssertionError("the registry ended:\n" + started.lastWords());
              }
              return get("/subjects").statusCode() == 200;
            });
  }

  /** Takes it away: connections are refused until {@link #start()}. */
  public void stop() {
    if (process != null) {
      process.end(); // a killed one may not yet have written what it answered
      process = null;
    }
  }

  @Override
  public void close() {
    stop();
    ChildProcess.deleteFolder(folder);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Maven unpacks the registry to {@code target/registry}. */
  private static Path runner() {
    Path home = Path.of("target", "registry").toAbsolutePath();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(home, "apicurio-registry-app-*-runner.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
