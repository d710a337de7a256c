package io.zaiko.tools.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.zaiko.connectors.RegistryClient;
import io.zaiko.connectors.RegistryUnavailableException;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
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
      description = "clock.skew.max of the job (default: as the house here has it, else 5m)")
  private @Nullable String clockSkewMax;

  @Option(
      names = "--late-horizon",
      paramLabel = "DURATION",
      description = "late.horizon of the job (default: as the house here has it, else 72h)")
  private @Nullable String lateHorizon;

  @Option(
      names = "--low-stock-at",
      paramLabel = "UNITS",
      description = "low.stock.at of the job (default: as the house here has it, else 3)")
  private @Nullable Long lowStockAt;

  @Option(
      names = "--order-retention",
      paramLabel = "DURATION",
      description = "order.retention of the job (default: as the house here has it, else 2880h)")
  private @Nullable String orderRetention;

  @Option(
      names = "--source-silence-timeout",
      paramLabel = "DURATION",
      description =
          "source.silence.timeout of the job (default: as the house here has it, else 30m live);"
              + " 0s: silence is not watched")
  private @Nullable String silenceTimeout;

  @Option(
      names = "--source-gap-timeout",
      paramLabel = "DURATION",
      description = "source.gap.timeout of the job (default: as the house here has it, else 10m)")
  private @Nullable String gapTimeout;

  @Option(
      names = "--transfer-lateness",
      paramLabel = "DURATION",
      description = "transfer.lateness of the job (default: as the house here has it, else 24h)")
  private @Nullable String transferLateness;

  @Option(
      names = "--count-variance-lateness",
      paramLabel = "DURATION",
      description =
          "count.variance.lateness of the job (default: as the house here has it, else 1h)")
  private @Nullable String varianceLateness;

  @Option(
      names = "--reservation-retention",
      paramLabel = "DURATION",
      description =
          "reservation.retention of the job (default: as the house here has it, else 168h)")
  private @Nullable String reservationRetention;

  @Option(
      names = "--hold-pending-extension",
      paramLabel = "DURATION",
      description =
          "hold.pending.extension of the job (default: as the house here has it, else 15m)")
  private @Nullable String pendingExtension;

  @Option(
      names = "--hold-retry-grace",
      paramLabel = "DURATION",
      description = "hold.retry.grace of the job (default: as the house here has it, else 5m)")
  private @Nullable String retryGrace;

  @Option(
      names = "--hold-payment-grace",
      paramLabel = "DURATION",
      description = "hold.payment.grace of the job (default: as the house here has it, else 2m)")
  private @Nullable String paymentGrace;

  @Option(
      names = "--hold-without-order-after",
      paramLabel = "DURATION",
      description =
          "hold.without.order.after of the job (default: as the house here has it, else 24h)")
  private @Nullable String withoutOrderAfter;

  private final InstantSource clock;

  /** A command by the clock of this machine. */
  public VerifyCommand() {
    this(InstantSource.system());
  }

  /**
   * A command by another clock.
   *
   * @param clock by which the newest input is old enough that what time brings must be told
   */
  public VerifyCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Duration patience = JobSettings.parse("--timeout", timeout);
    Assumptions assumptions = assumptions();
    Instant start = from == null ? null : instant(from);
    Properties kafka = endpoints.kafka();
    RegistryClient registry =
        RegistryClient.connect(endpoints.registry(), Endpoints.registryOptions());
    Instant deadline = Instant.now().plus(patience);
    PrintWriter err = spec.commandLine().getErr();
    VerifyReport report =
        new AuditRepeats(
                deadline, InstantSource.system(), AuditRepeats::untilNextCheckpoint, err::println)
            .untilSettled(
                () ->
                    audit(
                        kafka,
                        start,
                        Duration.between(Instant.now(), deadline),
                        registry,
                        assumptions));
    spec.commandLine().getOut().println(json ? json(report) : report.text());
    return report.isOk() ? 0 : 1;
  }

  private VerifyReport audit(
      Properties kafka,
      @Nullable Instant start,
      Duration patience,
      RegistryClient registry,
      Assumptions assumptions) {
    try (CaughtUp job = new CaughtUp(kafka);
        KafkaTopics topics = new KafkaTopics(kafka, start, job.hasPaymentsJob())) {
      List<String> read = new ArrayList<>(topics.inputs());
      read.addAll(topics.payments());
      read.addAll(topics.actions());
      read.addAll(Topics.CONTROL);
      job.await(read, patience);
      VerifyReport report = Verification.of(topics, id -> schema(registry, id), assumptions, clock);
      if (topics.haveInputsGrown()) {
        throw new UserError(
            "records came in while reading; stop what publishes, then run verify again");
      }
      return report;
    }
  }

  private Assumptions assumptions() {
    boolean isReplay = endpoints.replayMode();
    Duration horizon = isReplay ? Assumptions.REPLAY_HORIZON : Assumptions.LIVE_HORIZON;
    Duration orders = isReplay ? Assumptions.REPLAY_HORIZON : Assumptions.LIVE_ORDERS;
    Duration silence = isReplay ? Duration.ZERO : Assumptions.LIVE_SILENCE;
    JobSettings job = new JobSettings(endpoints.jobSettings());
    return new Assumptions(
        new ClockSkew(job.duration("clock.skew.max", clockSkewMax, ClockSkew.DEFAULT.most())),
        job.duration("late.horizon", lateHorizon, horizon),
        job.units("low.stock.at", lowStockAt, Assumptions.USUAL_LOW_STOCK_AT),
        job.duration("order.retention", orderRetention, orders),
        job.duration("source.silence.timeout", silenceTimeout, silence),
        job.duration("source.gap.timeout", gapTimeout, Assumptions.USUAL_GAP),
        job.duration("transfer.lateness", transferLateness, Assumptions.USUAL_TRANSFERS),
        job.duration("count.variance.lateness", varianceLateness, Assumptions.USUAL_VARIANCES),
        holds(job),
        payments(job),
        isReplay);
  }

  private static PaymentMeasures payments(JobSettings job) {
    PaymentMeasures usual = PaymentMeasures.USUAL;
    return new PaymentMeasures(
        job.duration("payment.lateness", null, usual.lateness()),
        job.durations("payment.lateness."),
        job.units("amount.tolerance", null, usual.tolerance()),
        job.numbers("amount.tolerance."),
        job.units("payment.over.capture", null, usual.overCapture()),
        job.numbers("payment.over.capture."),
        job.instant("payment.complete.from", usual.completeFrom()),
        job.duration("payment.unseen.window", null, usual.unseenWindow()),
        OrderMeasures.of(job));
  }

  private HoldSettings holds(JobSettings job) {
    HoldSettings usual = HoldSettings.USUAL;
    return new HoldSettings(
        job.duration("reservation.retention", reservationRetention, usual.retention()),
        job.duration("hold.pending.extension", pendingExtension, usual.pendingExtension()),
        job.durations("hold.pending.extension."),
        job.duration("hold.retry.grace", retryGrace, usual.retryGrace()),
        job.duration("hold.payment.grace", paymentGrace, usual.paymentGrace()),
        job.duration("hold.without.order.after", withoutOrderAfter, usual.withoutOrderAfter()));
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
}
