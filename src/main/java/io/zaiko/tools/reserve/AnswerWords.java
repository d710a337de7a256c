package io.zaiko.tools.reserve;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.tools.rules.Columns;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers as a person reads them. */
final class AnswerWords {
  private final PrintWriter out;

  AnswerWords(PrintWriter out) {
    this.out = out;
  }

  /** Tells of an answer that may be taken back. */
  void provisional(RequestAnswer answer, long millis) {
    headline("provisional", answer, millis);
    out.flush();
  }

  /** Tells of an answer to an act, which stands. The exit code. */
  int committed(ReservationAct act, RequestAnswer answer, long millis) {
    headline("committed", answer, millis);
    if (answer.decision() != null && !answer.decision().getLines().isEmpty()) {
      Columns.print(rows(answer.decision().getLines()), out);
    }
    out.flush();
    return answer.tookEffect(act) ? 0 : 1;
  }

  private void headline(String how, RequestAnswer answer, long millis) {
    out.println(String.format(Locale.ROOT, "%-11s after %,5d ms: %s", how, millis, words(answer)));
  }

  private static String words(RequestAnswer answer) {
    DeadLetter letter = answer.deadLetter();
    if (letter != null) {
      return "refused as a record, " + letter.getReason() + ": " + letter.getMessage();
    }
    ReservationDecision decision = answer.decision();
    String known = answer.isKnown() ? "this request was received before; " : "";
    if (decision == null) {
      return known + "see its reservation in reservation-decisions";
    }
    return known + decision(decision) + note(decision.getNote());
  }

  private static String decision(ReservationDecision decision) {
    String late = decision.getLate() ? ", late: they had run out and were taken again" : "";
    return switch (decision.getDecision()) {
      case "GRANTED" -> "GRANTED, held until " + time(decision.getExpiresAt());
      case "EXTENDED" -> "EXTENDED, held until " + time(decision.getExpiresAt());
      case "COMMITTED" ->
          "COMMITTED, the units are allocated to order " + decision.getOrderRef() + late;
      case "RELEASED" -> "RELEASED, the units are free";
      case "EXPIRED" -> "EXPIRED, the units were given up at " + time(decision.getExpiresAt());
      case "REFUSED" -> "REFUSED, nothing is held";
      default -> decision.getDecision(); // more may come
    };
  }

  private static String note(String note) {
    return switch (note) {
      case "NONE" -> "";
      case "NOT_YOURS" -> "; NOT_YOURS: the request names another checkout and changed nothing";
      case "UNKNOWN_RESERVATION" -> "; UNKNOWN_RESERVATION: it was never placed";
      case "EVENT_CONFLICT" ->
          "; EVENT_CONFLICT: it was placed before with other lines, and these stand";
      case "PAID" -> "; PAID: give the money back first, then release it";
      case "NO_EFFECT" -> "; NO_EFFECT: the request came too late, or changed nothing";
      case "TOO_MANY_REQUESTS" -> "; TOO_MANY_REQUESTS: it takes no further ones";
      default -> "; " + note; // more may come
    };
  }

  private static List<List<String>> rows(List<DecisionLine> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  location", "sku", "asked", "there was", "line"));
    for (DecisionLine line : lines) {
      rows.add(
          List.of(
              "  " + line.getLocationId(),
              line.getSku(),
              String.format(Locale.ROOT, "%,d", line.getQuantity()),
              String.format(Locale.ROOT, "%,d", line.getChannelAtsWhenAsked()),
              verdict(line)));
    }
    return rows;
  }

  private static String verdict(DecisionLine line) {
    String verdict = line.getGranted() ? "there" : "not enough";
    return line.getWithoutStock() == 0
        ? verdict
        : String.format(
            Locale.ROOT, "%s; %,d promised without stock", verdict, line.getWithoutStock());
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "an unknown time" : at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
