package io.zaiko.tools.house;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bin/zaiko status}: one screen about the house that runs here. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows what runs, how far the job has read and what it set aside.")
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Home home = Home.locate();
    Addresses addresses = addresses(home);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Zaiko in %s, %s mode%n%n", home.root(), addresses.mode());
    Properties pids = home.childrenFile().read().orElseGet(Properties::new);
    part(out, "supervisor", Long.toString(addresses.pid()), "");
    part(out, "broker", pids.getProperty("broker"), addresses.bootstrap());
    part(out, "registry", pids.getProperty("registry"), addresses.registry());
    part(out, "jobmanager", pids.getProperty("jobmanager"), addresses.dashboard());
    part(out, "taskmanager", pids.getProperty("taskmanager"), "");
    EngineRest engine = new EngineRest(addresses.dashboard());
    for (HouseJob job : HouseJob.values()) {
      job(out, engine, job);
      checkpoint(out, home.checkpointsOf(job));
    }
    out.println();
    topics(out, addresses);
    out.flush();
    return 0;
  }

  private static Addresses addresses(Home home) {
    Optional<Addresses> running = home.running();
    if (running.isEmpty() && HouseLock.holder(home).isPresent()) {
      throw new UserError("Zaiko is starting; try again in a moment");
    }
    return running.orElseGet(Home::addresses);
  }

  private static void part(PrintWriter out, String name, @Nullable String pid, String address) {
    boolean alive = pid != null && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    out.printf("  %-13s %-16s %s%n", name, alive ? "runs, pid " + pid : "is down", address);
  }

  private static void job(PrintWriter out, EngineRest engine, HouseJob of) {
    Optional<EngineRest.Job> job =
        engine.jobs(of).orElse(List.of()).stream()
            .max(Comparator.comparingLong(EngineRest.Job::started));
    out.printf(
        "  %-13s %s%n",
        of.words(),
        job.map(
                found ->
                    String.format(
                        Locale.ROOT,
                        "%s is %s, %d of %d tasks run, id %s",
                        found.name(),
                        found.state(),
                        found.running(),
                        found.tasks(),
                        found.id()))
            .orElse("is not known to the job manager"));
  }

  private static void checkpoint(PrintWriter out, Checkpoints checkpoints) {
    out.printf(
        "  %-13s %s%n",
        "checkpoint",
        checkpoints
            .newest()
            .map(
                newest ->
                    String.format(
                        Locale.ROOT,
                        "%d, completed %.1f s ago",
                        newest.number(),
                        Duration.ofMillis(System.currentTimeMillis() - newest.written().toMillis())
                                .toMillis()
                            / 1000.0))
            .orElse("none is complete yet"));
  }

  private static void topics(PrintWriter out, Addresses addresses) {
    try (TopicSurvey survey = new TopicSurvey(Endpoints.kafka(addresses.bootstrap()))) {
      out.printf("  %-28s %15s %15s%n", "input topic", "ends at", "not yet read");
      for (Map.Entry<String, TopicSurvey.Reading> input : survey.inputs().entrySet()) {
        TopicSurvey.Reading reading = input.getValue();
        out.printf(
            Locale.ROOT, "  %-28s %,15d %,15d%n", input.getKey(), reading.end(), reading.lag());
      }
      out.println();
      out.printf("  %-28s %15s%n", "set aside", "records");
      for (String topic : List.of("dead-letters", "duplicates")) {
        out.printf(Locale.ROOT, "  %-28s %,15d%n", topic, survey.committedRecords(topic));
      }
    }
  }
}
