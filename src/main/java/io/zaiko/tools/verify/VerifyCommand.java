package io.zaiko.tools.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.zaiko.connectors.RegistryClient;
import io.zaiko.connectors.RegistryUnavailableException;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/zaiko verify}: proves that nothing is lost and nothing counts twice. */
@Command(
    name = "verify",
    description = {
      "Reads inputs and outputs again, recomputes every shelf with a naive model of its own,",
      "and exits with 1 on any difference."
    },
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private Endpoints endpoints;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "only records from this time on, for example 2026-01-31T00:00:00Z")
  private @Nullable String from;

  @Option(names = "--json", description = "the report as JSON")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "how long the job may take to catch up, for example 90s (default: 5m)")
  private String timeout;

  @Option(
      names = "--clock-skew-max",
      paramLabel = "DURATION",
      description = "clock.skew.max of the job, where it is not the default (5m)")
  private @Nullable String clockSkewMax;

  @Option(
      names = "--late-horizon",
      paramLabel = "DURATION",
      description = "late.horizon of the job, where it is not the default (live: 72h)")
  private @Nullable String lateHorizon;

  @Option(
      names = "--low-stock-at",
      paramLabel = "UNITS",
      description = "low.stock.at of the job, where it is not the default (3)")
  private long lowStockAt = Assumptions.USUAL_LOW_STOCK_AT;

  @Option(
      names = "--order-retention",
      paramLabel = "DURATION",
      description = "order.retention of the job, where it is not the default (live: 2880h)")
  private @Nullable String orderRetention;

  @Option(
      names = "--source-silence-timeout",
      paramLabel = "DURATION",
      description =
          "source.silence.timeout of the job, where it is not the default (live: 30m; 0s: none)")
  private @Nullable String silenceTimeout;

  @Override
  public Integer call() {
    Duration patience = duration("--timeout", timeout);
    Assumptions assumptions = assumptions();
    Instant start = from == null ? null : instant(from);
    Properties kafka = endpoints.kafka();
    RegistryClient registry =
        RegistryClient.connect(endpoints.registry(), Endpoints.registryOptions());
    Instant deadline = Instant.now().plus(patience);
    VerifyReport report =
        untilSwept(
            () ->
                audit(
                    kafka, start, Duration.between(Instant.now(), deadline), registry, assumptions),
            deadline);
    spec.commandLine().getOut().println(json ? json(report) : report.text());
    return report.isOk() ? 0 : 1;
  }

  /**
   * Audits again while a sweep would explain all that differs. A declaration that the job has read
   * is answered by a sweep, which may take many checkpoints, and no offset tells when it is over;
   * what it leaves behind does.
   */
  static VerifyReport untilSwept(Supplier<VerifyReport> audit, Instant deadline) {
    VerifyReport report = audit.get();
    while (report.mayBeUnderSweep() && Instant.now().isBefore(deadline)) {
      report = audit.get();
    }
    return report;
  }

  private static VerifyReport audit(
      Properties kafka,
      @Nullable Instant start,
      Duration patience,
      RegistryClient registry,
      Assumptions assumptions) {
    try (CaughtUp job = new CaughtUp(kafka);
        KafkaTopics topics = new KafkaTopics(kafka, start)) {
      List<String> read = new ArrayList<>(topics.inputs());
      read.addAll(Topics.CONTROL);
      job.await(read, patience);
      VerifyReport report = Verification.of(topics, id -> schema(registry, id), assumptions);
      if (topics.haveInputsGrown()) {
        throw new UserError(
            "records came in while reading; stop what publishes, then run verify again");
      }
      return report;
    }
  }

  private Assumptions assumptions() {
    if (lowStockAt < 0) {
      throw new UserError("--low-stock-at is " + lowStockAt + "; give 0 or more");
    }
    boolean isReplay = endpoints.replayMode();
    Duration usual = isReplay ? Assumptions.REPLAY_HORIZON : Assumptions.LIVE_HORIZON;
    Duration orders = isReplay ? Assumptions.REPLAY_HORIZON : Assumptions.LIVE_ORDERS;
    Duration silence = isReplay ? Duration.ZERO : Assumptions.LIVE_SILENCE;
    return new Assumptions(
        clockSkewMax == null
            ? ClockSkew.DEFAULT
            : new ClockSkew(duration("--clock-skew-max", clockSkewMax)),
        lateHorizon == null ? usual : duration("--late-horizon", lateHorizon),
        lowStockAt,
        orderRetention == null ? orders : duration("--order-retention", orderRetention),
        silenceTimeout == null ? silence : duration("--source-silence-timeout", silenceTimeout),
        isReplay);
  }

  private static @Nullable Schema schema(RegistryClient registry, int id) {
    try {
      return registry.byId(id);
    } catch (RegistryUnavailableException e) {
      throw new UserError(e.getMessage() + "; is the registry running?", e);
    } catch (RuntimeException e) {
      return null; // it says that the id is unknown, or names no Avro schema
    }
  }

  private static String json(VerifyReport report) {
    try {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UserError("--from is no time: " + text + "; write it as 2026-01-31T00:00:00Z", e);
    }
  }

  /** {@code 90s}, {@code 5m}, {@code 1h}. */
  static Duration duration(String option, String text) {
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new UserError(option + " is no duration: " + text + "; write 90s, 5m or 1h", e);
    }
  }
}
