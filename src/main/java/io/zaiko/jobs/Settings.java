package io.zaiko.jobs;

import io.zaiko.connectors.RegistryUrl;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.reservation.CheckoutPolicy;
import io.zaiko.domain.settlement.OrderTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * What the jobs are told, read once and refused early. Engine settings are Flink's and stand in
 * {@code flink-conf}.
 *
 * @param mode {@code mode}: {@code live} or {@code replay}
 * @param registryUrl {@code registry.url}: base address of the Confluent API
 * @param schemaCacheDir {@code schema.cache.dir}: folder that keeps schemas by id
 * @param lateness {@code lateness}: how far records of one partition may be out of order in time
 * @param lateHorizon {@code late.horizon}: how late a count may come, and how long after a source's
 *     first record lower numbers are new
 * @param dedupRetention {@code dedup.retention}: wall-clock time for which an event id is known
 * @param orderRetention {@code order.retention}: business time for which an order is known after
 *     its newest event
 * @param clockSkewMax {@code clock.skew.max}: how far a source's clock may be off before the times
 *     it tells are set right; zero leaves every clock alone
 * @param transferLateness {@code transfer.lateness}: how long the shipment of a receipt may be
 *     booked after it before people are told that it is missing
 * @param countVarianceLateness {@code count.variance.lateness}: how long after a count its variance
 *     is only suspected, because late records may still explain it; so is, after the time of
 *     collection, that units were not collected
 * @param gapTimeout {@code source.gap.timeout}: how long a gap is open before people are told
 * @param silenceTimeout {@code source.silence.timeout}: in how much time of a location's opening
 *     hours a source should be heard; zero: silence is not watched
 * @param discoveryInterval {@code discovery.interval}: how often new topics are looked for
 * @param idleness {@code source.idle.after}: how long a partition that was read to its end is
 *     silent before time goes on without it
 * @param linger {@code output.linger}: how long an output waits for others to share its batch;
 *     bought throughput, paid in latency
 * @param lowStockAt {@code low.stock.at}: LOW_STOCK at this many units and below
 * @param reservationRetention {@code reservation.retention}: how long a reservation that has ended
 *     is remembered, and answered as it was
 * @param checkoutPolicy {@code hold.*}: how long a checkout waits for what
 * @param paymentRetention {@code payment.retention}: how long a payment and an alert are known
 *     after they were last spoken of
 * @param actionPatience {@code alert.action.patience}: how long an action waits for its alert
 * @param paymentTerms {@code payment.*} and {@code amount.tolerance}: by what measure payments are
 *     judged
 * @param orderTerms {@code payment.*}, too: by what measure orders are
 * @param kafka {@code kafka.*}, without the prefix: properties of every Kafka client
 * @param registry {@code registry.*} but the address: properties of the registry's client
 */
public record Settings(
    Mode mode,
    String registryUrl,
    String schemaCacheDir,
    Duration lateness,
    Duration lateHorizon,
    Duration dedupRetention,
    Duration orderRetention,
    Duration clockSkewMax,
    Duration transferLateness,
    Duration countVarianceLateness,
    Duration gapTimeout,
    Duration silenceTimeout,
    Duration discoveryInterval,
    Duration idleness,
    Duration linger,
    long lowStockAt,
    Duration reservationRetention,
    CheckoutPolicy checkoutPolicy,
    Duration paymentRetention,
    Duration actionPatience,
    PaymentTerms paymentTerms,
    OrderTerms orderTerms,
    Map<String, String> kafka,
    Map<String, String> registry) {

  /** As long as anything may be kept. */
  static final Duration WHOLE_HISTORY = Duration.ofDays(36_500);

  /**
   * Reads the file that a job is started with.
   *
   * @param job its class
   * @param args {@code --settings FILE}
   * @throws SettingsException naming what to change
   */
  static Settings of(String job, String[] args) {
    if (args.length != 2 || !args[0].equals("--settings")) {
      throw new SettingsException(job + " takes --settings FILE and nothing else");
    }
    Properties properties = new Properties();
    try (java.io.Reader reader = Files.newBufferedReader(Path.of(args[1]))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new SettingsException("The settings file " + args[1] + " cannot be read: " + e);
    }
    return from(properties);
  }

  /**
   * Reads the settings.
   *
   * @throws SettingsException naming the key, its value and what to change
   */
  public static Settings from(Properties properties) {
    return new SettingsReader(properties).read();
  }

  /** Kafka's addresses. */
  public String bootstrapServers() {
    return kafka.getOrDefault("bootstrap.servers", "");
  }

  /** Without values that may be secret. */
  @Override
  public String toString() {
    return "Settings[mode="
        + mode
        + ", kafka="
        + bootstrapServers()
        + ", registry="
        + RegistryUrl.shown(registryUrl)
        + "]";
  }
}
