package io.zaiko.tools.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The engine's REST API, as far as the tools need it. Empty answers mean: not reachable now. */
public final class EngineRest {
  private static final Set<String> OVER = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

  /** Frames of Flink that read state: of a checkpoint as a whole, and of one operator. */
  static final Pattern RESTORES =
      Pattern.compile("CheckpointCoordinator\\.restore|StreamTaskStateInitializerImpl");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Nothing is asked yet.
   *
   * @param url of the dashboard
   */
  public EngineRest(String url) {
    this.url = url;
  }

  /**
   * What a stage of the running job has done since it started or was restarted, all subtasks
   * together. The engine gathers this every ten seconds or so.
   *
   * @param records read by it
   * @param busyMillis time in which it neither waited for records nor for the stage after it
   */
  public record Work(long records, long busyMillis) {}

  /** A job as the overview shows it. */
  record Job(String id, String name, String state, long started, int tasks, int running) {
    boolean over() {
      return OVER.contains(state);
    }

    /** True where every task runs, not only the job as such. */
    boolean atWork() {
      return state.equals("RUNNING") && running == tasks;
    }
  }

  /** How many slots the registered task managers offer. */
  Optional<Integer> slots() {
    return fetch("/overview").map(overview -> overview.path("slots-total").asInt());
  }

  /** All runs of a job the job manager knows of. */
  Optional<List<Job>> jobs(HouseJob of) {
    return fetch("/jobs/overview")
        .map(
            overview -> {
              List<Job> jobs = new ArrayList<>();
              for (JsonNode job : overview.path("jobs")) {
                if (job.path("name").asText().equals(of.dashboardName())) {
                  jobs.add(job(job));
                }
              }
              return jobs;
            });
  }

  private static Job job(JsonNode job) {
    JsonNode tasks = job.path("tasks");
    return new Job(
        job.path("jid").asText(),
        job.path("name").asText(),
        job.path("state").asText(),
        job.path("start-time").asLong(),
        tasks.path("total").asInt(),
        tasks.path("running").asInt());
  }

  /**
   * What a stage of the inventory job has done.
   *
   * @param stage how its name on the dashboard begins
   */
  public Optional<Work> work(String stage) {
    return jobs(HouseJob.INVENTORY).stream()
        .flatMap(List::stream)
        .filter(Job::atWork)
        .findFirst()
        .flatMap(job -> fetch("/jobs/" + job.id()))
        .flatMap(job -> work(job.path("vertices"), stage));
  }

  private static Optional<Work> work(JsonNode vertices, String stage) {
    for (JsonNode vertex : vertices) {
      if (vertex.path("name").asText().startsWith(stage)) {
        JsonNode metrics = vertex.path("metrics");
        return Optional.of(
            new Work(
                metrics.path("read-records").asLong(),
                metrics.path("accumulated-busy-time").asLong()));
      }
    }
    return Optional.empty();
  }

  /** How many of a job's recent failures came from reading the state it was given. */
  int failedRestores(String jobId) {
    return (int) failures(jobId).stream().filter(RESTORES.asPredicate()).count();
  }

  /** Asks for a job's end, keeping its checkpoints. */
  void cancel(String jobId) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/jobs/" + jobId + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    try {
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // The job manager is away, and the job with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The stack traces of a job's recent failures, newest first. */
  private List<String> failures(String jobId) {
    List<String> traces = new ArrayList<>();
    fetch("/jobs/" + jobId + "/exceptions")
        .map(answer -> answer.path("exceptionHistory").path("entries"))
        .ifPresent(
            entries -> entries.forEach(entry -> traces.add(entry.path("stacktrace").asText())));
    return traces;
  }

  /** The first line of what made a job fail. */
  String failure(String jobId) {
    return failures(jobId).stream()
        .findFirst()
        .map(EngineRest::rootCause)
        .filter(line -> !line.isBlank())
        .orElse("no reason given");
  }

  private static String rootCause(String trace) {
    List<String> lines = trace.lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .map(line -> line.substring("Caused by: ".length()))
        .orElse(lines.isEmpty() ? "" : lines.get(0));
  }

  private Optional<JsonNode> fetch(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(json.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
