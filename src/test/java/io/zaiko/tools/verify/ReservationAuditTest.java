package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.StockLedgerEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reservations that add up are found so; tampered with in one place, they are not. */
class ReservationAuditTest {
  private static final String DECISIONS = "reservation-decisions";
  private static final String LEDGER = "stock-ledger";

  @Test
  void honest_reservations_add_up() {
    VerifyReport report = verify(honest().topics());

    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).containsPattern("reservations +9  ok");
    assertThat(report.topics())
        .anyMatch(
            topic ->
                topic.topic().equals("reservations.web")
                    && topic.applied() == topic.records()
                    && topic.records() == 13)
        .anyMatch(topic -> topic.topic().equals("hold-releases.zaiko") && topic.applied() == 1)
        .noneMatch(topic -> topic.topic().startsWith("payments."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void is_found(String name, String sentence, Consumer<MemoryTopics> corruption) {
    MemoryTopics topics = honest().topics();

    corruption.accept(topics);
    VerifyReport report = verify(topics);

    assertThat(report.isOk()).as(report.text()).isFalse();
    assertThat(report.text()).contains(sentence);
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(
        corruption(
            "a grant beyond what there was",
            "held: it was granted 2 of TEA, but 1 could be sold",
            topics ->
                decision(
                    topics,
                    "held",
                    "GRANTED",
                    said -> said.getLines().get(0).setChannelAtsWhenAsked(1))),
        corruption(
            "a changed answer",
            "the answer changed",
            topics ->
                decision(topics, "extended", "EXTENDED", said -> said.setDecision("REFUSED"))),
        corruption(
            "a forgotten hold, whose units stay reserved",
            "expired at store|TEA: the ledger says on_hand 0 reserved 2, expected on_hand 0",
            topics ->
                topics.remove(
                    LEDGER,
                    StockLedgerEntry.class,
                    entry ->
                        entry.getEventId().equals("place-expired")
                            && entry.getDeltas().getReserved() < 0)),
        corruption(
            "a hold that vanished",
            "held: PLACE place-held has neither an entry on each shelf nor a decision",
            topics -> {
              topics.remove(
                  LEDGER, StockLedgerEntry.class, entry -> entry.getEventId().equals("place-held"));
              topics.remove(
                  DECISIONS,
                  ReservationDecision.class,
                  said -> said.getReservationId().equals("held"));
            }),
        corruption(
            "a missing decision",
            "held: it was placed, but no decision is left",
            topics ->
                topics.remove(
                    DECISIONS,
                    ReservationDecision.class,
                    said -> said.getReservationId().equals("held"))),
        corruption(
            "a last decision that is missing",
            "committed: it is said to be GRANTED, expected [COMMITTED]",
            topics ->
                topics.remove(
                    DECISIONS,
                    ReservationDecision.class,
                    said ->
                        said.getReservationId().equals("committed")
                            && said.getDecision().equals("COMMITTED"))),
        corruption(
            "a missing release",
            "refused: it was refused, but TEA was never released",
            topics -> topics.remove("hold-releases.zaiko", HoldRelease.class, release -> true)),
        corruption(
            "a release of what was granted",
            "held: it was granted, but its shelves were told to let go",
            topics ->
                topics.change(
                    "hold-releases.zaiko",
                    HoldRelease.class,
                    release -> true,
                    release -> release.setReservationId("held"))),
        corruption(
            "an expiry before the deadline",
            "held: it is said to be EXPIRED, expected [HELD]",
            topics -> decision(topics, "held", "GRANTED", said -> said.setDecision("EXPIRED"))),
        corruption(
            "an expiry that was forgotten",
            "expired: it is said to be GRANTED, expected [EXPIRED]",
            topics ->
                topics.remove(
                    DECISIONS,
                    ReservationDecision.class,
                    said -> said.getDecision().equals("EXPIRED"))),
        corruption(
            "an allocation twice, of the COMMIT and of the sale",
            "sold at store|TEA: the ledger says on_hand 0 allocated 2, expected on_hand 0",
            topics ->
                topics.remove(
                    LEDGER,
                    StockLedgerEntry.class,
                    entry ->
                        entry.getEventId().equals("sale-sold")
                            && entry.getKind().equals("RESERVATION"))),
        corruption(
            "an entry of a request that was never made",
            "is in the ledger at stock-ledger",
            topics ->
                topics.change(
                    LEDGER,
                    StockLedgerEntry.class,
                    entry -> entry.getEventId().equals("place-held"),
                    entry -> entry.setEventId("ghost"))),
        corruption(
            "a request that was lost",
            "extended: EXTEND extend-extended has neither",
            topics -> {
              topics.remove(
                  LEDGER,
                  StockLedgerEntry.class,
                  entry -> entry.getEventId().equals("extend-extended"));
              topics.remove(
                  DECISIONS,
                  ReservationDecision.class,
                  said -> said.getDecision().equals("EXTENDED"));
            }),
        corruption(
            "a wrong revision",
            "committed: its decision has revision 3 after 1",
            topics -> decision(topics, "committed", "COMMITTED", said -> said.setRevision(3))),
        corruption(
            "a decision of nothing that was asked",
            "held: it has a decision, but was never asked",
            topics ->
                topics.remove(
                    "reservations.web",
                    ReservationRequest.class,
                    request -> request.getReservationId().equals("held"))),
        corruption(
            "other units than were asked",
            "held: its decision names other units than were asked",
            topics ->
                decision(topics, "held", "GRANTED", said -> said.getLines().get(0).setQuantity(1))),
        corruption(
            "a refusal of what was there",
            "refused: MUG was refused, though so many could be sold",
            topics ->
                decision(
                    topics,
                    "refused",
                    "REFUSED",
                    said -> said.getLines().forEach(line -> line.setChannelAtsWhenAsked(100)))),
        corruption(
            "a refusal without a reason",
            "refused: it was refused, though every shelf had the units",
            topics ->
                decision(
                    topics,
                    "refused",
                    "REFUSED",
                    said ->
                        said.getLines()
                            .forEach(
                                line -> {
                                  line.setGranted(true);
                                  line.setChannelAtsWhenAsked(100);
                                }))));
  }

  @Test
  void a_grant_of_more_than_could_be_sold_is_found_in_every_decision() {
    HonestCheckouts books = new HonestCheckouts().stock("TEA", 3);
    books.place("first", "c1", 0, 6_000, "TEA", 2).commit("first", "o", 1);
    MemoryTopics topics = books.topics();
    decision(
        topics, "first", "COMMITTED", said -> said.getLines().get(0).setChannelAtsWhenAsked(1));

    assertThat(verify(topics).text()).contains("first: TEA was granted beyond what could be sold");
  }

  @Test
  void a_grant_that_the_shelf_had_no_units_for_is_found() {
    HonestCheckouts books = new HonestCheckouts().stock("TEA", 3);
    books.place("first", "c1", 0, 6_000, "TEA", 2);
    MemoryTopics topics = books.topics();
    topics.change(
        LEDGER,
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("place-first"),
        entry -> entry.getBalances().setOnHand(1));

    assertThat(verify(topics).text()).contains("place-first was granted more than was free");
  }

  @Test
  void units_promised_beyond_what_was_free_are_found_unless_the_answer_says_so() {
    HonestCheckouts books = new HonestCheckouts().stock("TEA", 3);
    books.place("late", "c1", 0, 10, "TEA", 2).expire("late", 12).pay("late", "c1", 14);
    MemoryTopics topics = books.topics();
    String sentence = "pay-late promised its order more than was free";
    assertThat(verify(topics).text()).doesNotContain(sentence);

    topics.change(
        LEDGER,
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("pay-late"),
        entry -> entry.getBalances().setOnHand(1));
    assertThat(verify(topics).text()).contains(sentence);

    decision(topics, "late", "COMMITTED", said -> said.getLines().get(0).setWithoutStock(1));
    assertThat(verify(topics).text()).doesNotContain(sentence);
  }

  /** All that may become of reservations, once each. */
  private static HonestCheckouts honest() {
    return new HonestCheckouts()
        .stock("TEA", 100)
        .stock("MUG", 1)
        .place("held", "c-held", 0, 6_000, "TEA", 2)
        .place("extended", "c-extended", 1, 10, "TEA", 1)
        .extend("extended", 5, 6_000)
        .place("expired", "c-expired", 6, 10, "TEA", 2)
        .place("released", "c-released", 7, 30, "TEA", 1, "MUG", 1)
        .release("released", 9)
        .place("committed", "c-committed", 10, 30, "TEA", 3)
        .commit("committed", "order-1", 11)
        .place("refused", "c-refused", 12, 30, "TEA", 1, "MUG", 2)
        .place("sold", "c-sold", 13, 30, "TEA", 2)
        .commit("sold", "order-2", 14)
        .sell("sold", "order-2", 15, "TEA", 2)
        .expire("expired", 16)
        .place("paid", "c-paid", 17, 30, "TEA", 4)
        .pay("paid", "c-paid", 18)
        .place("part", "c-part", 19, 30, "TEA", 4)
        .sell("part", "order-3", 20, "TEA", 3)
        .until(200);
  }

  private static VerifyReport verify(MemoryTopics topics) {
    return Verification.of(
        topics,
        TestSchemas.ALL,
        new Assumptions(
            ClockSkew.DEFAULT,
            Assumptions.LIVE_HORIZON,
            Assumptions.USUAL_LOW_STOCK_AT,
            Assumptions.LIVE_ORDERS,
            Duration.ZERO,
            false),
        InstantSource.fixed(HonestOutputs.BROKER_TIME.plusSeconds(120)));
  }

  private static void decision(
      MemoryTopics topics, String id, String decision, Consumer<ReservationDecision> change) {
    topics.change(
        DECISIONS,
        ReservationDecision.class,
        said -> said.getReservationId().equals(id) && said.getDecision().equals(decision),
        change);
  }

  private static Arguments corruption(
      String name, String sentence, Consumer<MemoryTopics> corruption) {
    return arguments(name, sentence, corruption);
  }
}
