package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the job refuses of fulfilments, verify would refuse, and nothing else. */
class BadFulfilmentsTest {
  private static final Instant NOON = Goods.at(240);
  private static final Duration YEAR = Duration.ofDays(366);

  static List<Arguments> bad() {
    return List.of(
        bad("MISSING_FIELD", FulfilmentAct.READY, line -> line.setSku(null)),
        bad("MISSING_FIELD", FulfilmentAct.READY, line -> line.setQuantity(null)),
        bad("MISSING_FIELD", FulfilmentAct.READY, line -> line.setLocationId(null)),
        bad("NEGATIVE_QUANTITY", FulfilmentAct.SHIPPED, line -> line.setQuantity(-1L)),
        bad("ILLEGAL_CHARACTER", FulfilmentAct.SHIPPED, line -> line.setLocationId("a|b")),
        bad("ILLEGAL_CHARACTER", FulfilmentAct.ASSIGNED, line -> line.setFromLocationId("a|b")),
        bad("BLANK_FIELD", FulfilmentAct.ASSIGNED, line -> line.setFromLocationId(" ")),
        bad("CONTRADICTION", FulfilmentAct.ASSIGNED, line -> line.setFromLocationId("store")),
        bad("CONTRADICTION", FulfilmentAct.SHIPPED, line -> line.setFromLocationId("north")),
        bad("CONTRADICTION", FulfilmentAct.PICKED_UP, line -> line.setCollectUntil(at(60))),
        bad("CONTRADICTION", FulfilmentAct.READY, line -> line.setCollectUntil(at(0))),
        bad(
            "TIME_OUT_OF_RANGE",
            FulfilmentAct.READY,
            line -> line.setCollectUntil(NOON.plus(YEAR).plusNanos(1_000))));
  }

  static List<Arguments> good() {
    return List.of(
        bad("", FulfilmentAct.ASSIGNED, line -> line.setFromLocationId("north")),
        bad("", FulfilmentAct.READY, line -> line.setCollectUntil(NOON.plusNanos(1_000))),
        bad("", FulfilmentAct.READY, line -> line.setCollectUntil(NOON.plus(YEAR))),
        bad("", FulfilmentAct.CANCELLED, line -> line.setQuantity(0L)));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void what_is_refused_should_be(String reason, FulfilmentAct act, Consumer<FulfilmentLine> spoil) {
    Fulfilment step = step(act, spoil);
    assertThat(faults(step)).extracting(Fault::name).contains(reason);
    HonestBooks books = new HonestBooks();
    books.publish("fulfilments.wms", step);
    assertThat(books.topics().all("dead-letters", DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly(reason);
    assertThat(report(books).isOk()).as(report(books).text()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("good")
  void what_is_legal_is_not_refused(
      String none, FulfilmentAct act, Consumer<FulfilmentLine> change) {
    Fulfilment step = step(act, change);
    assertThat(faults(step)).isEmpty();
    HonestBooks books = new HonestBooks();
    books.publish("fulfilments.wms", step);
    books.publish("fulfilments.wms", step);
    assertThat(report(books).isOk()).as(report(books).text()).isTrue();
    assertThat(report(books).topics())
        .anyMatch(topic -> topic.applied() == 1 && topic.duplicates() == 1);
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_legal_one_in_dead_letters_is_found(
      String none, FulfilmentAct act, Consumer<FulfilmentLine> change) {
    HonestBooks books = new HonestBooks();
    Fulfilment step = step(act, change);
    step.setOrderRef("");
    books.publish("fulfilments.wms", step);
    books
        .topics()
        .change("fulfilments.wms", Fulfilment.class, any -> true, any -> any.setOrderRef("order"));
    assertThat(report(books).text()).contains("was refused as BLANK_FIELD, but nothing is wrong");
  }

  private static Arguments bad(String reason, FulfilmentAct act, Consumer<FulfilmentLine> spoil) {
    return Arguments.of(reason, act, spoil);
  }

  private static Instant at(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  private static Fulfilment step(FulfilmentAct act, Consumer<FulfilmentLine> change) {
    Fulfilment step = OrderRecords.step(act, "step", NOON, 3);
    change.accept(step.getLines().get(0));
    return step;
  }

  private static Set<Fault> faults(Fulfilment step) {
    return NaiveRules.faultsOf(step, HonestOutputs.BROKER_TIME.toEpochMilli(), ClockSkew.DEFAULT);
  }

  private static VerifyReport report(HonestBooks books) {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
