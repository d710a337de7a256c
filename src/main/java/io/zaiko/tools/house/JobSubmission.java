package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands a job of the jar to the engine with Flink's own client, as one would on any cluster. */
final class JobSubmission {
  /** Settings that follow from the parts that run here. */
  static final List<String> DECIDED_BY_THE_HOUSE =
      List.of("mode", "kafka.bootstrap.servers", "registry.url", "schema.cache.dir");

  private static final Pattern SUBMITTED = Pattern.compile("with JobID ([0-9a-f]{32})");
  private static final Pattern CAUSED_BY =
      Pattern.compile("^Caused by: (io\\.zaiko\\.\\S+Exception: )?");

  private static final long PATIENCE_SECONDS = 120;

  private final Home home;
  private final Distribution distribution;
  private final List<String> javaOptions;

  JobSubmission(Home home, Distribution distribution, List<String> javaOptions) {
    this.home = home;
    this.distribution = distribution;
    this.javaOptions = javaOptions;
  }

  /** Writes the file that the job's {@code --settings} names. */
  void writeSettings(Addresses addresses, Map<String, String> more) {
    Properties settings = new Properties();
    settings.putAll(more);
    settings.setProperty("kafka.bootstrap.servers", addresses.bootstrap());
    settings.setProperty("registry.url", addresses.registry());
    settings.setProperty("mode", addresses.mode());
    settings.setProperty("schema.cache.dir", home.schemaCache().toString());
    home.settingsFile().write(settings);
  }

  /**
   * Submits a job.
   *
   * @param from the checkpoint to continue from
   * @return the new job's id
   * @throws UnreadableCheckpointException where the engine cannot read the checkpoint
   * @throws UserError where the client or the job's own settings refuse
   */
  String submit(HouseJob job, Optional<Checkpoints.Completed> from) {
    Path said = home.logs().resolve("submit.out");
    ProcessBuilder builder = new ProcessBuilder(command(job, from));
    builder.environment().put("FLINK_CONF_DIR", home.conf().toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(said.toFile());
    try {
      Process client = builder.start();
      try {
        if (!client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new UserError(
              "the engine did not take the " + job.words() + " in 2 minutes; see " + said);
        }
      } finally {
        client.destroyForcibly();
      }
      String output = Files.readString(said);
      Matcher submitted = SUBMITTED.matcher(output);
      if (client.exitValue() != 0 || !submitted.find()) {
        if (from.isPresent() && EngineRest.RESTORES.matcher(output).find()) {
          throw new UnreadableCheckpointException(reason(output));
        }
        throw new UserError(
            "the " + job.words() + " was refused: " + reason(output) + "; see " + said);
      }
      home.remember(submitted.group(1), job);
      return submitted.group(1);
    } catch (IOException e) {
      throw new UserError("cannot run Flink's client (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while the job was handed over", e);
    }
  }

  private List<String> command(HouseJob job, Optional<Checkpoints.Completed> from) {
    List<String> command = new ArrayList<>();
    command.add(Child.java());
    command.add(Leftovers.mark(home));
    command.add("-Dlog.file=" + home.log("submit"));
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(javaOptions);
    command.add(EngineProcesses.logging(distribution));
    command.addAll(List.of("-cp", distribution.engineClassPath()));
    command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d"));
    // The client takes the mode from this option only, and the log of changes knows only this one.
    from.ifPresent(
        checkpoint ->
            command.addAll(
                List.of("-s", checkpoint.path().toUri().toString(), "-claimMode", "CLAIM")));
    command.addAll(List.of("-c", job.mainClass()));
    command.add(distribution.jobJar().toString());
    command.addAll(List.of("--settings", home.settingsFile().path().toString()));
    return command;
  }

  private static String reason(String output) {
    List<String> lines = output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .map(line -> CAUSED_BY.matcher(line).replaceFirst(""))
        .or(() -> lines.stream().filter(line -> line.contains("Exception: ")).findFirst())
        .or(() -> lines.stream().findFirst())
        .orElse("no reason given");
  }
}
