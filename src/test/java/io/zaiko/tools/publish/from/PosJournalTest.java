package io.zaiko.tools.publish.from;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.domain.payment.Payment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosJournalTest {
  private static final String HEADER =
      "time;terminal;location;journal;order;type;amount;currency;brand;last4;token;entry_mode;"
          + "offline;original";
  private static final String SALE =
      "2026-03-10T10:19:40Z;till-3;store-12;000481;R-481;SALE;1250;EUR;visa;4242;tok_5f2;"
          + "CONTACTLESS;true;";
  private static final String LATER =
      "2026-03-10T10:31:02Z;till-3;store-12;000482;;REFUND;1250;EUR;visa;4242;tok_5f2;;;000481";

  private final ProviderAdapter journal =
      Provider.POS.adapter(List.of(), new Unstated("store", "main", false));

  @Test
  void a_sale_is_a_payment_and_its_refund_gives_it_back() throws Exception {
    assertThat(journal.read(HEADER)).isEqualTo(new Told(List.of(), 0));
    List<PaymentEvent> events = new ArrayList<>(journal.read(SALE).events());
    assertThat(events.get(0).getEventId()).isEqualTo("pos:store-12/till-3/000481");
    assertThat(events.get(0).getEntryMode()).isEqualTo(EntryMode.CONTACTLESS);
    assertThat(events.get(0).getOffline()).isTrue();
    events.addAll(journal.read(LATER).events());
    Payment payment = Accepted.payment(events);
    assertThat(payment.capturedMinor()).isEqualTo(1250);
    assertThat(payment.refundedMinor()).isEqualTo(1250);
  }

  @Test
  void a_reversal_takes_its_sale_back() throws Exception {
    var unused = journal.read(HEADER);
    List<PaymentEvent> events = new ArrayList<>(journal.read(SALE).events());
    events.addAll(journal.read(LATER.replace("REFUND", "REVERSAL")).events());
    assertThat(Accepted.payment(events).capturedMinor()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1250;EUR, 12.50;EUR, amount is no whole number of minor units",
    "1250;EUR, -5;EUR, amount is no whole number of minor units",
    ";EUR;, ;eur;, currency is no currency",
    "SALE, SOLD, type is none of SALE",
    "SALE, REVERSAL, original is empty",
    ";4242;, ;424242;, last4 is not four digits",
    "CONTACTLESS, WAVED, entry_mode is none of CHIP",
    ";true;, ;yes;, offline is neither true nor false",
    "10:19:40Z, 10:19:40, time is no time with its zone",
    "till-3, till/3, terminal holds a /",
    ";visa;, ;, 'has 13 values, the header 14'"
  })
  void a_bad_line_is_refused_with_its_column(String was, String is, String message)
      throws Exception {
    var unused = journal.read(HEADER);
    assertThat(SALE).contains(was);
    assertThatThrownBy(() -> journal.read(SALE.replace(was, is)))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_journal_without_a_header_is_refused() {
    assertThatThrownBy(() -> journal.read(SALE))
        .isInstanceOf(NotTaken.class)
        .hasMessageEndingWith(HEADER);
  }

  @Test
  void the_guide_shows_the_header() throws Exception {
    assertThat(Files.readString(Path.of("docs", "integrator-guide.md"))).contains(HEADER);
  }
}
