package io.zaiko.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.publish.from.Provider;
import io.zaiko.tools.publish.from.Unstated;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryReaderTest {
  /** Put together so that no file holds it. */
  private static final String CARD = "4" + "1".repeat(15);

  private static final String EVENT =
      "{\"id\":\"evt_1\",\"created\":1686089970,\"type\":\"charge.succeeded\",\"data\":{\"object\":"
          + "{\"id\":\"ch_1\",\"amount\":2000,\"currency\":\"eur\",\"captured\":true,"
          + "\"metadata\":{\"order_id\":\"W-1\"}}}}";

  private final DeliveryReader reader =
      new DeliveryReader(
          "payments.stripe",
          Provider.STRIPE.adapter(List.of(), new Unstated("web", "main", false)),
          Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void a_card_number_does_not_reach_the_topic_nor_the_refusal() throws Exception {
    assertThat(reader.read(EVENT).records()).hasSize(1);
    assertThatThrownBy(() -> reader.read(EVENT.replace("W-1", CARD)))
        .isInstanceOf(RefusedLine.class)
        .hasMessageStartingWith("order_ref holds a card number")
        .hasMessageNotContaining(CARD);
  }

  @Test
  void what_the_job_would_refuse_is_refused_here() {
    assertThatThrownBy(() -> reader.read(EVENT.replace("eur", "xxz")))
        .isInstanceOf(RefusedLine.class)
        .hasMessageStartingWith("amount.currency");
  }
}
