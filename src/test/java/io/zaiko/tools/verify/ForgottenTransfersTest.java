package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Transfer;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * A name of a transfer that is used again, long after. The ledger is written at {@link
 * HonestOutputs#BROKER_TIME}: what is said of the first transfer there, as if it had been then.
 */
class ForgottenTransfersTest {

  private static final Instant WRITTEN = HonestOutputs.BROKER_TIME;

  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void a_name_that_is_used_again_after_the_retention_is_of_a_new_transfer() {
    twoTransfers(daysBefore(121), daysBefore(0));
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).contains("Taken from arrival: 1 TRANSFER_FORGOTTEN.");
  }

  @Test
  void both_may_have_an_alert_that_stands() {
    twoTransfers(daysBefore(121), daysBefore(0));
    StockAlert first = topics.all("stock-alerts", StockAlert.class).get(1);
    assertThat(first.getAlertId()).isEqualTo("TRANSFER_DISCREPANCY/transfer|TEA");
    first.setAlertId(first.getAlertId() + "/another episode");
    topics.append("stock-alerts", WRITTEN.toEpochMilli(), null, TestSchemas.encode(first));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void within_the_retention_it_is_the_same() {
    twoTransfers(daysBefore(118), daysBefore(0));
    assertThat(report().text()).contains("transfer transfer|TEA: the ledger says");
  }

  @Test
  void the_ledger_is_believed_only_of_the_one_that_was_forgotten() {
    twoTransfers(daysBefore(121), daysBefore(0));
    Transfer other = Goods.shipped("other", daysBefore(1), 4);
    other.setTransferRef("another");
    books.publish("transfers.store", other);
    assertThat(report().isOk()).as(report().text()).isTrue();
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("other") && entry.getDeltas().getInTransit() == 4,
        entry -> entry.getDeltas().setInTransit(3L));
    assertThat(report().text()).contains("transfer another|TEA: the ledger says");
  }

  /**
   * 10 were sent, 8 came, and it was closed; then 5 are sent under its name. The books are those of
   * two transfers, of which then is said that they are one.
   */
  private void twoTransfers(Instant first, Instant then) {
    publish(Goods.shipped("sent", first, 10), first);
    publish(Goods.received("came", first.plusSeconds(60), 8), first);
    publish(Goods.closed("closed", first.plusSeconds(120)), first);
    Transfer again = Goods.shipped("again", then.minusSeconds(60), 5);
    again.setTransferRef("used again");
    publish(again, then);
    topics.change(
        "transfers.store",
        Transfer.class,
        transfer -> transfer.getEventId().equals("again"),
        transfer -> transfer.setTransferRef("transfer"));
  }

  private void publish(SpecificRecord record, Instant written) {
    books.publish("transfers.store", record);
    String eventId = ((Transfer) record).getEventId();
    for (StockLedgerEntry entry : topics.all("stock-ledger", StockLedgerEntry.class)) {
      if (entry.getEventId().equals(eventId)) {
        topics.change(
            "stock-ledger",
            StockLedgerEntry.class,
            one -> one.equals(entry),
            one -> one.setEmittedAt(written.plusSeconds(300)));
      }
    }
  }

  private static Instant daysBefore(int days) {
    return WRITTEN.minus(Duration.ofDays(days));
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }
}
