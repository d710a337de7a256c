package io.zaiko.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/state-of-payments.md, cell by cell. */
class PaymentTableTest {
  private static final Path PAGE = Path.of("docs/state-of-payments.md");

  /** A cell: what is said next, where the payment stood, where it stands then. */
  record Cell(PaymentType next, PaymentState before, PaymentState after) {}

  static List<Cell> cells() throws IOException {
    List<String[]> rows;
    try (Stream<String> lines = Files.lines(PAGE)) {
      rows =
          lines
              .dropWhile(line -> !line.startsWith("| next |"))
              .filter(line -> line.startsWith("| "))
              .map(line -> line.substring(2).split(" \\|\\s*"))
              .toList();
    }
    List<Cell> cells = new ArrayList<>();
    String[] states = rows.get(0);
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 1; column < states.length; column++) {
        cells.add(
            new Cell(
                PaymentType.valueOf(row[0]),
                PaymentState.valueOf(states[column]),
                PaymentState.valueOf(row[column])));
      }
    }
    assertThat(cells).hasSize(PaymentType.values().length * PaymentState.values().length);
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void every_cell_of_the_page_holds(Cell cell) {
    Statements said = in(cell.before()).then(cell.next(), operationOf(cell.next()), 100);
    assertThat(said.payment().state()).isEqualTo(cell.after());
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void each_column_begins_in_its_state(PaymentState state) {
    Payment payment = in(state).payment();
    assertThat(payment.state()).isEqualTo(state);
    boolean moneyMayCome =
        Arrays.asList("INITIATED", "AUTHORISED", "PARTIALLY_CAPTURED", "UNKNOWN")
            .contains(state.name());
    assertThat(payment.isUnderWay()).isEqualTo(moneyMayCome);
  }

  private static Statements in(PaymentState state) {
    Statements said = new Statements();
    return switch (state) {
      case INITIATED -> said.then(PaymentType.PENDING, "begin", 100);
      case AUTHORISED -> authorised();
      case PARTIALLY_CAPTURED -> authorised().then(PaymentType.CAPTURED, "capture", 40);
      case CAPTURED -> captured();
      case VOIDED -> authorised().then(PaymentType.VOIDED, "void", 100);
      case EXPIRED -> authorised().then(PaymentType.EXPIRED, "expiry", 100);
      case DECLINED -> said.then(PaymentType.DECLINED, "begin", 100);
      case PARTIALLY_REFUNDED -> captured().then(PaymentType.REFUNDED, "refund", 40);
      case REFUNDED -> captured().then(PaymentType.REFUNDED, "refund", 100);
      case CHARGED_BACK -> captured().then(PaymentType.CHARGEBACK_RECEIVED, "dispute", 100);
      case UNKNOWN -> said.then(PaymentType.OUTCOME_UNKNOWN, "begin", 100);
    };
  }

  private static Statements authorised() {
    return new Statements().then(PaymentType.AUTHORISED, "begin", 100);
  }

  private static Statements captured() {
    return authorised().then(PaymentType.CAPTURED, "capture", 100);
  }

  private static String operationOf(PaymentType next) {
    return switch (next) {
      case CAPTURE_FAILED -> "capture";
      case REFUND_FAILED, REFUND_REVERSED -> "refund";
      case CHARGEBACK_REVERSED -> "dispute";
      case PENDING,
          AUTHORISED,
          AUTHORISATION_ADJUSTED,
          DECLINED,
          CAPTURED,
          VOIDED,
          EXPIRED,
          REFUNDED,
          CHARGEBACK_RECEIVED,
          OUTCOME_UNKNOWN,
          STORED_VALUE_LOADED,
          STORED_VALUE_REDEEMED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED,
          SETTLED ->
          "next";
    };
  }
}
