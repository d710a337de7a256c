package io.zaiko.tools.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Address;
import io.zaiko.avro.Cause;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.Zaiko;
import io.zaiko.tools.topics.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands against a real broker and registry; the answers are written by the test. */
class ReserveCommandTest {
  /** Where no broker and no registry listens: asking would fail in other words. */
  private static final String NOBODY = "127.0.0.1:1";

  private static final Instant UNTIL = Instant.parse("2026-11-23T10:15:00Z");
  private static final String TOPIC = "reservations.reserve-test";

  private static String bootstrap = "";
  private static String registry = "";

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeAll
  static void start() {
    bootstrap = EmbeddedBroker.shared().bootstrap();
    registry = EmbeddedRegistry.shared().url();
    try (Admin admin = Admin.create(Endpoints.kafka(bootstrap))) {
      TopicCatalogue.ensureAll(admin);
      TopicCatalogue.ensureInput(admin, TOPIC);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "reserve r1 -l shop --channel web --ttl 0s MUG=1 @ --ttl is PT0S; hold units for 1s to",
        "reserve r1 -l shop --channel web --ttl PT-5M MUG=1 @ --ttl is PT-5M; hold units for",
        "reserve r1 -l shop --channel web --ttl 721h MUG=1 @ --ttl is PT721H; hold units for",
        "reserve r1 -l shop --channel web --ttl soon MUG=1 @ 'soon' is no duration",
        "reserve r1 -l shop --channel web --ttl 15m @ nothing is asked for; name the units as",
        "reserve r1 -l shop --channel web --ttl 15m MUG @ 'MUG' is no line; write SKU=QTY",
        "reserve r1 -l shop --channel web --ttl 15m MUG=0.5 @ '0.5' is no whole number of units",
        "reserve r1 -l shop --channel web --ttl 15m MUG=0 @ 'MUG=0' asks for 0; ask for 1 to",
        "reserve r1 -l shop --channel web --ttl 15m MUG=-2 @ 'MUG=-2' asks for -2; ask for 1 to",
        "reserve r1 -l a|b --channel web --ttl 15m MUG=1 @ --location holds | or a control",
        "reserve r1 --channel web --ttl 15m MUG=1 @ Missing required option: '--location=L'",
        "reserve r1 -l shop --channel web --ttl 15m --at noon MUG=1 @ 'noon' is no time; write it",
        "extend r1 --ttl 999ms @ --ttl is PT0.999S; hold units for 1s to",
        "commit r1 --topic sales.web @ --topic sales.web takes no reservations; use reservations.",
        "release r1 --timeout 0s @ --timeout is PT0S; wait for 1s or more",
        "release @ Missing required parameter: 'RESERVATION_ID'",
      })
  void wrong_use_is_refused_with_one_line_before_anyone_is_asked(String words, String why) {
    List<String> arguments = new ArrayList<>(List.of(words.strip().split(" ")));
    arguments.addAll(List.of("--bootstrap", NOBODY, "--registry", "http://" + NOBODY));
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(complained.toString().lines().findFirst().orElse("")).contains(why);
  }

  @Test
  void a_grant_is_told_as_provisional_and_then_for_good() {
    CompletableFuture<ReservationRequest> asked =
        answered(
            request -> decision(request, "GRANTED", "NONE", line("MUG", 3, 7, true)),
            "provisional");
    assertThat(
            run(
                "reserve",
                "cart-1",
                "-l",
                "shop",
                "--channel",
                "web",
                "--ttl",
                "15m",
                "MUG=1",
                "MUG=2"))
        .isZero();
    assertThat(said.toString().lines().toList())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .matches("provisional after +[\\d,]+ ms: GRANTED, held until " + UNTIL),
            second ->
                assertThat(second)
                    .matches("committed   after +[\\d,]+ ms: GRANTED, held until " + UNTIL),
            heading -> assertThat(heading).contains("asked").contains("there was"),
            line -> assertThat(line).matches(" +shop +MUG +3 +7 +there"));
    ReservationRequest request = asked.join();
    assertThat(request.getAct()).isEqualTo(ReservationAct.PLACE);
    assertThat(request.getLines()).containsExactly(new ReservationLine("MUG", 3L));
    assertThat(request.getTimeToLiveMs()).isEqualTo(900_000L);
    assertThat(request.getCheckoutRef()).isNull();
  }

  @Test
  void a_refusal_ends_with_1_and_says_what_there_was() {
    CompletableFuture<ReservationRequest> asked =
        answered(request -> decision(request, "REFUSED", "NONE", line("MUG", 3, 2, false)), "");
    assertThat(run("reserve", "cart-2", "-l", "shop", "--channel", "web", "--ttl", "15m", "MUG=3"))
        .isEqualTo(1);
    assertThat(said.toString())
        .contains("REFUSED, nothing is held")
        .containsPattern("shop +MUG +3 +2 +not enough");
    asked.join();
  }

  @Test
  void a_release_of_what_is_paid_ends_with_1_and_says_what_to_do() {
    CompletableFuture<ReservationRequest> asked =
        answered(request -> decision(request, "COMMITTED", "PAID", line("MUG", 1, 2, true)), "");
    assertThat(run("release", "cart-3", "--checkout", "checkout-3", "--event-id", "e-3"))
        .isEqualTo(1);
    assertThat(said.toString()).contains("; PAID: give the money back first, then release it");
    assertThat(asked.join().getCheckoutRef()).isEqualTo("checkout-3");
    assertThat(asked.join().getEventId()).isEqualTo("e-3");
  }

  @Test
  void a_commit_that_became_a_dead_letter_ends_with_1_and_gives_its_reason() {
    CompletableFuture<ReservationRequest> asked =
        new StandIn(bootstrap, registry)
            .answerNext(TOPIC, "dead-letters", ReserveCommandTest::deadLetter, () -> true);
    assertThat(run("commit", "cart-4", "--order", "order-4")).isEqualTo(1);
    assertThat(said.toString())
        .contains("refused as a record, TIME_OUT_OF_RANGE: occurred_at is too old");
    assertThat(asked.join().getOrderRef()).isEqualTo("order-4");
  }

  @Test
  void who_hears_no_answer_is_told_how_to_ask_again() {
    assertThat(run("extend", "cart-5", "--ttl", "5m", "--timeout", "1s", "--event-id", "e-5"))
        .isEqualTo(2);
    assertThat(complained.toString())
        .contains("no answer to e-5 within 1.0 s; see with bin/zaiko status")
        .contains("ask again with --event-id e-5");
  }

  private CompletableFuture<ReservationRequest> answered(
      Function<ReservationRequest, ReservationDecision> decision, String awaited) {
    return new StandIn(bootstrap, registry)
        .answerNext(
            TOPIC,
            "reservation-decisions",
            decision::apply,
            () -> said.toString().contains(awaited));
  }

  private static ReservationDecision decision(
      ReservationRequest request, String decided, String note, DecisionLine line) {
    ReservationDecision decision = new ReservationDecision();
    decision.setReservationId(request.getReservationId());
    decision.setCheckoutRef(checkout(request.getCheckoutRef(), request.getReservationId()));
    decision.setDecision(decided);
    decision.setNote(note);
    decision.setLines(List.of(line));
    decision.setExpiresAt(UNTIL);
    decision.setCause(new Cause(request.getEventId(), "RESERVATION"));
    decision.setDecidedAt(request.getOccurredAt());
    decision.setEmittedAt(request.getOccurredAt());
    decision.setRevision(1);
    return decision;
  }

  private static String checkout(@Nullable String named, String otherwise) {
    return named == null ? otherwise : named;
  }

  private static DecisionLine line(String sku, long asked, long there, boolean granted) {
    return new DecisionLine("shop", sku, asked, there, granted, 0L);
  }

  private static DeadLetter deadLetter(ReservationRequest request) {
    DeadLetter letter = new DeadLetter();
    letter.setOrigin(new Address(TOPIC, 0, 0L, Instant.EPOCH));
    letter.setEventId(request.getEventId());
    letter.setReason("TIME_OUT_OF_RANGE");
    letter.setMessage("occurred_at is too old");
    return letter;
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--topic", TOPIC, "--bootstrap", bootstrap, "--registry", registry));
    return execute(all);
  }

  private int execute(List<String> arguments) {
    CommandLine line = new CommandLine(new Zaiko());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(complained, true));
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          if (!(failure instanceof UserError)) {
            throw failure;
          }
          at.getErr().println(failure.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    return line.execute(arguments.toArray(String[]::new));
  }
}
