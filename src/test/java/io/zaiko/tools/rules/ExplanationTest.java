package io.zaiko.tools.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockStatus;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleDraft;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.rule.Thresholds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Thresholds OF_SETTINGS = Thresholds.at(0);

  @Test
  void a_number_is_shown_in_parts_each_with_its_rule() {
    StockRule ofAll =
        new RuleDraft(
                null,
                null,
                2,
                1L,
                Map.of("pos", 1L),
                List.of(RingFence.ofUnits("web", 4, 0), RingFence.ofPercent("app", 50, 2)),
                5L,
                8L)
            .rule();
    StockRule ofItem = new RuleDraft(null, "mug", 7, 3L, null, null, null, null).rule();
    EffectiveRule rule = EffectiveRule.of(null, ofItem, null, ofAll, OF_SETTINGS);
    Availability image = image(16, 3, 10, Map.of("pos", 0L, "web", 6L, "app", 6L));
    assertThat(text(image, rule))
        .isEqualTo(
            """
            mug at shop, image 4, as of 2026-01-31T12:00:00Z

              on hand                           16
              - unavailable                      1  DAMAGED=1
              - allocated                        2
              - reserved                         0
              - safety stock                     3  rule of mug everywhere, version 7
              = available to sell               10

            status IN_STOCK, low stock at 5 and below, in stock again at 8 and above: rule of every \
            shelf, version 2

            channel  may sell  buffer  kept for others  fence  of it kept
            app      6         0       4                5      5
            pos      0         1       9                0      0
            web      5         0       5                4      4
            buffers: pos=1 (rule of every shelf, version 2)
            fences: web=4 app=50%:2 (rule of every shelf, version 2)

            The image itself says: safety stock 3, available to sell 10, channels app=6 pos=0 web=6. \
            It was made before the rules above were in force; see with bin/zaiko status whether the \
            job runs.
            """);
  }

  @Test
  void an_image_that_its_rules_explain_says_nothing_else() {
    StockRule ofShelf =
        new RuleDraft("shop", "mug", 1, 3L, Map.of("pos", 1L), null, null, null).rule();
    EffectiveRule rule = EffectiveRule.of(ofShelf, null, null, null, OF_SETTINGS);
    assertThat(text(image(16, 3, 10, Map.of("pos", 9L)), rule))
        .contains("rule of mug at shop, version 1")
        .contains("low stock at low.stock.at of the job's settings")
        .doesNotContain("The image itself");
  }

  @Test
  void of_a_closed_location_nobody_sells_whatever_the_rules_leave() {
    StockRule ofShelf =
        new RuleDraft("shop", "mug", 1, 3L, Map.of("pos", 1L), null, null, null).rule();
    EffectiveRule rule = EffectiveRule.of(ofShelf, null, null, null, OF_SETTINGS);
    Availability image = image(16, 3, 10, Map.of("pos", 0L));
    image.setStatus(StockStatus.OUT_OF_STOCK);
    assertThat(text(image, rule))
        .contains("= available to sell               10")
        .contains("the location is closed: nobody sells\n")
        .doesNotContain("may sell")
        .doesNotContain("The image itself");
    image.setAvailableToSell(0L);
    assertThat(text(image, rule)).doesNotContain("closed").contains("may sell");
  }

  @Test
  void a_shelf_without_rules_may_be_sold_by_all() {
    assertThat(text(image(16, 0, 13, Map.of()), EffectiveRule.none(OF_SETTINGS)))
        .contains("no rule names a channel: each may sell 13")
        .contains("- safety stock                     0  no rule\n")
        .doesNotContain("The image itself");
  }

  private static String text(Availability image, EffectiveRule rule) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new Explanation(image, rule).print(out);
    out.flush();
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static Availability image(
      long onHand, long safetyStock, long ats, Map<String, Long> channels) {
    Availability image = new Availability();
    image.setLocationId("shop");
    image.setSku("mug");
    image.setOnHand(onHand);
    image.setUnavailable(Map.of("DAMAGED", 1L));
    image.setAllocated(2L);
    image.setSafetyStock(safetyStock);
    image.setAvailableToSell(ats);
    image.setChannels(channels);
    image.setStatus(StockStatus.IN_STOCK);
    image.setAsOf(Instant.parse("2026-01-31T12:00:00Z"));
    image.setVersion(4L);
    return image;
  }
}
