package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
  private static final Duration USUAL = Duration.ofHours(72);

  private final JobSettings job =
      new JobSettings(Map.of("late.horizon", "PT4H", "low.stock.at", "7", "order.retention", "x"));

  @Test
  void what_the_house_gave_the_job_holds_unless_an_option_says_otherwise() {
    assertThat(job.duration("late.horizon", null, USUAL)).isEqualTo(Duration.ofHours(4));
    assertThat(job.duration("late.horizon", "5h", USUAL)).isEqualTo(Duration.ofHours(5));
    assertThat(job.duration("source.gap.timeout", null, USUAL)).isEqualTo(USUAL);
    assertThat(job.units("low.stock.at", null, 3)).isEqualTo(7);
    assertThat(job.units("low.stock.at", 8L, 3)).isEqualTo(8);
    assertThat(new JobSettings(Map.of()).units("low.stock.at", null, 3)).isEqualTo(3);
  }

  @Test
  void durations_are_written_the_short_way_or_as_in_the_settings() {
    assertThat(JobSettings.parse("--timeout", "90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(JobSettings.parse("--timeout", "5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(JobSettings.parse("--timeout", "1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(JobSettings.parse("--timeout", "PT30M")).isEqualTo(Duration.ofMinutes(30));
    assertThat(JobSettings.parse("--timeout", "P7D")).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void a_duration_that_is_none_is_refused_in_one_line() {
    assertThatThrownBy(() -> job.duration("late.horizon", "soon", USUAL))
        .isInstanceOf(UserError.class)
        .hasMessage("--late-horizon is no duration: soon; write 90s, 5m, 1h or PT30M");
    assertThatThrownBy(() -> job.duration("order.retention", null, USUAL))
        .isInstanceOf(UserError.class)
        .hasMessage("order.retention is no duration: x; write 90s, 5m, 1h or PT30M");
  }

  @Test
  void what_orders_are_judged_by_is_what_the_house_gave_the_job() {
    OrderMeasures given =
        OrderMeasures.of(
            new JobSettings(
                Map.of(
                    "payment.profile.web", "LINKED",
                    "payment.profile.mall", "PARTNER",
                    "payment.refund.reasons", "KINDNESS, PRICE",
                    "payment.reversal.window", "PT1M",
                    "payment.return.window", "PT2M",
                    "payment.refund.due", "PT3M",
                    "payment.sale.window.pos", "PT4M",
                    "payment.capture.window.shipped", "PT5M")));

    assertThat(given.isLinked("web")).isTrue();
    assertThat(given.isLinked("mall")).isFalse();
    assertThat(given.isLinked("till")).isFalse();
    assertThat(given.refundReasons()).containsExactlyInAnyOrder("KINDNESS", "PRICE");
    assertThat(given.reversalWindow()).isEqualTo(Duration.ofMinutes(1));
    assertThat(given.returnWindow()).isEqualTo(Duration.ofMinutes(2));
    assertThat(given.refundDue()).isEqualTo(Duration.ofMinutes(3));
    assertThat(given.saleWindowMicros(true, false)).isEqualTo(240_000_000L);
    assertThat(given.saleWindowMicros(false, false)).isEqualTo(900_000_000L);
    assertThat(given.saleWindowMicros(true, true)).isEqualTo(86_400_000_000L);
    assertThat(given.captureWindow().shipped()).isEqualTo(Duration.ofMinutes(5));
    assertThat(OrderMeasures.of(new JobSettings(Map.of()))).isEqualTo(OrderMeasures.USUAL);
  }
}
