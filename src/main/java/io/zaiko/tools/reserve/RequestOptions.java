package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Source;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.read.SpanConverter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What each request to a reservation may say. */
final class RequestOptions {
  private static final String SOURCE = "zaiko/terminal";

  @Parameters(
      index = "0",
      paramLabel = "RESERVATION_ID",
      description = "names the reservation, unique in the whole chain")
  private String reservation = "";

  @Option(
      names = "--checkout",
      paramLabel = "CHECKOUT_REF",
      description = "the checkout that reservations and payments share (default: as placed)")
  private @Nullable String checkout;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "when it was asked, as 2026-11-23T10:15:00Z (default: now)")
  private @Nullable Instant at;

  @Option(
      names = "--event-id",
      paramLabel = "ID",
      description = "name of the request; the same one again is a redelivery (default: a new one)")
  private @Nullable String eventId;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "where to publish it (default: ${DEFAULT-VALUE})",
      defaultValue = "reservations.web")
  private String topic = "";

  @Option(
      names = "--timeout",
      paramLabel = "30s",
      converter = SpanConverter.class,
      description = "how long to wait for the answer (default: ${DEFAULT-VALUE})",
      defaultValue = "30s")
  private Duration timeout = Duration.ofSeconds(30);

  @Mixin private Endpoints endpoints = new Endpoints();

  /** A request that says what all say; refuses names that no record may bear. */
  ReservationRequest request(ReservationAct act) {
    ReservationRequest request = new ReservationRequest();
    request.setReservationId(Names.required("RESERVATION_ID", reservation));
    request.setCheckoutRef(Names.optional("--checkout", checkout));
    String name = Names.optional("--event-id", eventId);
    request.setEventId(name == null ? "terminal-" + UUID.randomUUID() : name);
    request.setAct(act);
    request.setOccurredAt(at == null ? Instant.now() : at);
    Source source = new Source();
    source.setId(SOURCE);
    request.setSource(source);
    request.setLines(List.of());
    return request;
  }

  /** Publishes it, waits for the answer and tells of it. The exit code. */
  int ask(ReservationRequest request, PrintWriter out) {
    if (RecordKind.ofTopic(topic).orElse(null) != RecordKind.RESERVATION) {
      throw new UserError(
          "--topic " + topic + " takes no reservations; use reservations.<channel>");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new UserError("--timeout is " + timeout + "; wait for 1s or more");
    }
    AnswerWords words = new AnswerWords(out);
    return new Inquiry(endpoints, topic, timeout).ask(request, words);
  }
}
