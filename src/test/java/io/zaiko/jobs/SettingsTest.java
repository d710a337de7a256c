package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.reservation.CheckoutPolicy;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final PaymentTerms USUAL =
      new PaymentTerms(900_000_000L, Map.of(), 1, Map.of(), 0, Map.of(), 0, 86_400_000_000L);
  private static final PaymentTerms STRICT =
      new PaymentTerms(
          13_000_000L,
          Map.of("psp", 14_000_000L),
          15,
          Map.of("JPY", 16L),
          17,
          Map.of("psp.shop", 18L),
          19_000_000L,
          20_000_000L);

  private static final Map<String, String> NEEDED =
      Map.of(
          "kafka.bootstrap.servers", "broker:9092",
          "registry.url", "http://registry",
          "schema.cache.dir", "/cache");

  @Test
  void the_defaults_of_live_mode() {
    assertThat(Settings.from(with(Map.of())))
        .isEqualTo(
            new Settings(
                Mode.LIVE,
                "http://registry",
                "/cache",
                Duration.ofSeconds(1),
                Duration.ofHours(72),
                Duration.ofDays(7),
                Duration.ofDays(120),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofMillis(2),
                3,
                Duration.ofDays(7),
                new CheckoutPolicy(
                    900_000_000L,
                    Map.of(),
                    300_000_000L,
                    120_000_000L,
                    86_400_000_000L,
                    10_000_000L),
                Duration.ofDays(180),
                Duration.ofMinutes(10),
                USUAL,
                new OrderTerms(
                    USUAL,
                    Map.of(),
                    Set.of("GOODWILL", "PRICE_ADJUSTMENT", "KEEP_ITEM"),
                    900_000_000L,
                    86_400_000_000L,
                    5 * 86_400_000_000L,
                    3 * 86_400_000_000L,
                    new OrderTerms.TellHeld(900_000_000L, 10),
                    new OrderTerms.SaleWindows(900_000_000L, 300_000_000L, 86_400_000_000L),
                    new OrderTerms.CaptureWindows(900_000_000L, 86_400_000_000L, 86_400_000_000L),
                    300_000_000L),
                Map.of("bootstrap.servers", "broker:9092"),
                Map.of()));
  }

  @Test
  void replay_mode_forgets_nothing_and_fills_its_batches() {
    Settings replay = Settings.from(with(Map.of("mode", "replay")));
    assertThat(replay.lateHorizon()).isEqualTo(Duration.ofDays(36_500));
    assertThat(replay.orderRetention()).isEqualTo(Duration.ofDays(36_500));
    assertThat(replay.linger()).isEqualTo(Duration.ofMillis(20));
    assertThat(replay.silenceTimeout()).isEqualTo(Duration.ZERO);
  }

  @Test
  void every_key_is_read() {
    Settings settings =
        Settings.from(
            with(
                Map.ofEntries(
                    Map.entry("mode", " Replay "),
                    Map.entry("lateness", "PT1S"),
                    Map.entry("late.horizon", "PT2H"),
                    Map.entry("dedup.retention", "P3D"),
                    Map.entry("order.retention", "P4D"),
                    Map.entry("clock.skew.max", "PT0S"),
                    Map.entry("transfer.lateness", "PT7H"),
                    Map.entry("count.variance.lateness", "PT8H"),
                    Map.entry("source.gap.timeout", "PT5M"),
                    Map.entry("source.silence.timeout", "PT9M"),
                    Map.entry("discovery.interval", "PT6S"),
                    Map.entry("source.idle.after", "PT9S"),
                    Map.entry("output.linger", "PT0.007S"),
                    Map.entry("low.stock.at", "8"),
                    Map.entry("reservation.retention", "P9D"),
                    Map.entry("hold.pending.extension", "PT1M"),
                    Map.entry("hold.pending.extension.BANK_SLIP", "P2D"),
                    Map.entry("hold.retry.grace", "PT2S"),
                    Map.entry("hold.payment.grace", "PT3S"),
                    Map.entry("hold.without.order.after", "PT4S"),
                    Map.entry("reservation.unknown.after", "PT5S"),
                    Map.entry("payment.retention", "P11D"),
                    Map.entry("alert.action.patience", "PT12M"),
                    Map.entry("payment.lateness", "PT13S"),
                    Map.entry("payment.lateness.psp", "PT14S"),
                    Map.entry("amount.tolerance", "15"),
                    Map.entry("amount.tolerance.JPY", "16"),
                    Map.entry("payment.over.capture", "17"),
                    Map.entry("payment.over.capture.psp.shop", "18"),
                    Map.entry("payment.complete.from", "1970-01-01T00:00:19Z"),
                    Map.entry("payment.unseen.window", "PT20S"),
                    Map.entry("payment.profile.web", "LINKED"),
                    Map.entry("payment.profile.amazon", "partner"),
                    Map.entry("payment.refund.reasons", "SORRY, GIFT"),
                    Map.entry("payment.reversal.window", "PT21S"),
                    Map.entry("payment.return.window", "PT22S"),
                    Map.entry("payment.refund.due", "PT23S"),
                    Map.entry("payment.hold.max", "PT30S"),
                    Map.entry("payment.hold.told.after", "PT31S"),
                    Map.entry("payment.hold.told.checks", "5"),
                    Map.entry("payment.sale.window", "PT24S"),
                    Map.entry("payment.sale.window.pos", "PT25S"),
                    Map.entry("payment.sale.window.offline", "PT26S"),
                    Map.entry("payment.capture.window", "PT27S"),
                    Map.entry("payment.capture.window.shipped", "PT28S"),
                    Map.entry("payment.capture.window.offline", "PT29S"),
                    Map.entry("payment.repeat.window", "PT30S"),
                    Map.entry("kafka.sasl.mechanism", "PLAIN"),
                    Map.entry("registry.bearer.auth.token", "secret"))));
    assertThat(settings)
        .isEqualTo(
            new Settings(
                Mode.REPLAY,
                "http://registry",
                "/cache",
                Duration.ofSeconds(1),
                Duration.ofHours(2),
                Duration.ofDays(3),
                Duration.ofDays(4),
                Duration.ZERO,
                Duration.ofHours(7),
                Duration.ofHours(8),
                Duration.ofMinutes(5),
                Duration.ofMinutes(9),
                Duration.ofSeconds(6),
                Duration.ofSeconds(9),
                Duration.ofMillis(7),
                8,
                Duration.ofDays(9),
                new CheckoutPolicy(
                    60_000_000L,
                    Map.of("BANK_SLIP", 172_800_000_000L),
                    2_000_000L,
                    3_000_000L,
                    4_000_000L,
                    5_000_000L),
                Duration.ofDays(11),
                Duration.ofMinutes(12),
                STRICT,
                new OrderTerms(
                    STRICT,
                    Map.of("web", Profile.LINKED, "amazon", Profile.PARTNER),
                    Set.of("SORRY", "GIFT"),
                    21_000_000L,
                    22_000_000L,
                    23_000_000L,
                    30_000_000L,
                    new OrderTerms.TellHeld(31_000_000L, 5),
                    new OrderTerms.SaleWindows(24_000_000L, 25_000_000L, 26_000_000L),
                    new OrderTerms.CaptureWindows(27_000_000L, 28_000_000L, 29_000_000L),
                    30_000_000L),
                Map.of("bootstrap.servers", "broker:9092", "sasl.mechanism", "PLAIN"),
                Map.of("bearer.auth.token", "secret")));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "mode,              yesterday, write live or replay",
    "lateness,          5 s,       ISO-8601",
    "lateness,          -PT5S,     write a duration from PT0S",
    "dedup.retention,   PT1S,      write a duration from PT1H",
    "amount.tolerance,  -1,        write a whole number of minor units",
    "payment.profile.web,   SOMEHOW, 'write LINKED, PARTNER or UNLINKED'",
    "payment.over.capture.psp, 5000, write a percentage from 0 to 1000",
    "payment.complete.from, today,  write a time in UTC such as",
    "low.stock.at,      -1,        write a whole number",
    "low.stock.at,      few,       write a whole number",
    "latenes,           PT5S,      is not known",
    "registry.url,      '',        is missing",
  })
  void a_wrong_setting_is_refused_in_one_line_that_says_what_to_change(
      String key, String value, String says) {
    assertThatThrownBy(() -> Settings.from(with(Map.of(key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(says)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_missing_broker_is_named() {
    Properties properties = with(Map.of());
    properties.remove("kafka.bootstrap.servers");
    assertThatThrownBy(() -> Settings.from(properties))
        .hasMessage("Setting kafka.bootstrap.servers is missing; add it to the settings file");
  }

  private static Properties with(Map<String, String> more) {
    Properties properties = new Properties();
    properties.putAll(NEEDED);
    properties.putAll(more);
    return properties;
  }
}
