package io.zaiko.codec;

import static io.zaiko.codec.Samples.held;
import static io.zaiko.codec.Samples.holdRelease;
import static io.zaiko.codec.Samples.placed;
import static io.zaiko.codec.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.ReservationAct;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.RequestAct;
import io.zaiko.domain.stock.RequestHead;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What good requests of reservations mean to the domain. */
class ReservationMappingTest {

  @Test
  void a_place_holds_each_item_at_its_location_for_its_time() {
    GoodsEvent event =
        event(placed(held("MUG", 2L), held("LAMP", 1L)).setCheckoutRef("cart-1").build());
    assertThat(event.kind()).isEqualTo(RecordKind.RESERVATION);
    assertThat(event.checkoutRef()).isEqualTo("cart-1");
    assertThat(event.orderRef()).isNull();
    assertThat(event.request())
        .isEqualTo(new RequestHead(RequestAct.PLACE, "cart-1/1", "web", 900_000_000L, null));
    assertThat(event.lines()).containsExactly(line(0, "MUG", 2), line(1, "LAMP", 1));
  }

  @Test
  void an_item_asked_for_twice_is_one_line_of_both() {
    GoodsEvent event =
        event(placed(held("LAMP", 1L), held("MUG", 2L), held("mug", 7L), held("MUG", 3L)).build());
    assertThat(event.lines())
        .containsExactly(line(0, "LAMP", 1), line(1, "MUG", 5), line(2, "mug", 7));
  }

  @Test
  void a_place_that_names_no_checkout_names_none() {
    assertThat(event(placed(held("MUG", 1L)).build()).checkoutRef()).isNull();
  }

  @Test
  void the_other_acts_speak_of_the_whole_reservation_and_have_no_lines() {
    GoodsEvent extend = event(request(ReservationAct.EXTEND).setTimeToLiveMs(1_000L).build());
    assertThat(extend.request())
        .isEqualTo(new RequestHead(RequestAct.EXTEND, "cart-1/1", "", 1_000_000L, null));
    GoodsEvent commit = event(request(ReservationAct.COMMIT).setOrderRef("R-1").build());
    assertThat(commit.request())
        .isEqualTo(new RequestHead(RequestAct.COMMIT, "cart-1/1", "", 0, "R-1"));
    GoodsEvent unnamed = event(request(ReservationAct.COMMIT).build());
    assertThat(Objects.requireNonNull(unnamed.request()).orderRef()).isNull();
    GoodsEvent release = event(request(ReservationAct.RELEASE).build());
    assertThat(release.request())
        .isEqualTo(new RequestHead(RequestAct.RELEASE, "cart-1/1", "", 0, null));
    assertThat(extend.lines()).isEmpty();
    assertThat(commit.lines()).isEmpty();
    assertThat(release.lines()).isEmpty();
  }

  @Test
  void the_longest_and_the_shortest_time_are_taken() {
    assertThat(micros(1_000L)).isEqualTo(1_000_000L);
    assertThat(micros(2_592_000_000L)).isEqualTo(2_592_000_000_000L);
  }

  @Test
  void a_release_of_the_job_names_each_shelf_and_no_units() {
    Inbound inbound = Samples.decode("hold-releases.zaiko", holdRelease("MUG", "LAMP").build());
    GoodsEvent event = Objects.requireNonNull(inbound.event(), inbound::message);
    assertThat(event.kind()).isEqualTo(RecordKind.HOLD_RELEASE);
    assertThat(event.lines()).containsExactly(line(0, "MUG", 0), line(1, "LAMP", 0));
    assertThat(event.request()).isNull();
  }

  private static long micros(long timeToLiveMillis) {
    GoodsEvent event = event(placed(held("MUG", 1L)).setTimeToLiveMs(timeToLiveMillis).build());
    return Objects.requireNonNull(event.request()).timeToLiveMicros();
  }

  private static GoodsLine line(int lineNo, String sku, long units) {
    return new GoodsLine(
        lineNo,
        sku,
        "store-1",
        units,
        Act.HELD,
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        null,
        null,
        "cart-1/1");
  }

  private static GoodsEvent event(SpecificRecord record) {
    Inbound inbound = Samples.decode("reservations.web", record);
    return Objects.requireNonNull(inbound.event(), inbound::message);
  }
}
