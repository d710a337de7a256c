package io.zaiko.tools.publish.from;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a terminal in the shop, one line for each receipt, under a header line. A sale is
 * a payment of its own, named {@code location/terminal/journal}; refunds and reversals name the one
 * they are of in {@code original}.
 */
final class PosJournal implements ProviderAdapter {
  private static final String NAME = "pos";

  private final Unstated unstated;
  private @Nullable PosColumns columns;

  PosJournal(Unstated unstated) {
    this.unstated = unstated;
  }

  @Override
  public Told read(String line) throws NotTaken {
    if (columns == null) {
      columns = PosColumns.ofHeader(line);
      return Told.NO_EVENT;
    }
    return Told.of(event(columns.row(line)));
  }

  private PaymentEvent event(PosRow row) throws NotTaken {
    String own = row.till() + '/' + row.part("journal");
    String original = original(row);
    PosEntry entry = row.choice("type", PosEntry.class);
    if (entry == PosEntry.REVERSAL && original == null) {
      throw new NotTaken(
          "original is empty; give the journal number of the SALE that the REVERSAL takes back");
    }
    WrittenTime time = WrittenTime.of(row.needed("time"), "time");
    return PaymentEvent.newBuilder()
        .setEventId(NAME + ':' + own)
        .setOccurredAt(time.instant())
        .setSource(
            Source.newBuilder()
                .setId(NAME + '/' + row.till())
                .setTimePrecision(time.precisionMicros())
                .build())
        .setProvider(NAME)
        .setProviderAccount(unstated.account())
        .setProviderEventId(own)
        .setProviderPaymentId(entry.isOfAnother() && original != null ? original : own)
        .setOperationId(entry == PosEntry.REVERSAL && original != null ? original : own)
        .setType(entry.type())
        .setAmount(new Money(row.minor("amount"), row.currency("currency")))
        .setOrderRef(row.text("order"))
        .setChannel(unstated.channel())
        .setLocationId(row.needed("location"))
        .setTerminalId(row.needed("terminal"))
        .setEntryMode(entryMode(row))
        .setOffline(row.truth("offline"))
        .setInstrument(instrument(row))
        .build();
  }

  /** What a line of the journal is. */
  private enum PosEntry {
    SALE(PaymentType.CAPTURED),
    REFUND(PaymentType.REFUNDED),
    REVERSAL(PaymentType.VOIDED),
    DECLINED(PaymentType.DECLINED);

    private final PaymentType type;

    PosEntry(PaymentType type) {
      this.type = type;
    }

    PaymentType type() {
      return type;
    }

    boolean isOfAnother() {
      return this == REFUND || this == REVERSAL;
    }
  }

  /** A journal number of the same terminal, or location/terminal/journal of another one. */
  private static @Nullable String original(PosRow row) throws NotTaken {
    String text = row.text("original");
    if (text == null) {
      return null;
    }
    long slashes = text.chars().filter(c -> c == '/').count();
    if (slashes != 0 && slashes != 2) {
      throw new NotTaken(
          "original is neither a journal number nor location/terminal/journal; write one of them");
    }
    return slashes == 0 ? row.till() + '/' + text : text;
  }

  private static @Nullable EntryMode entryMode(PosRow row) throws NotTaken {
    return row.text("entry_mode") == null ? null : row.choice("entry_mode", EntryMode.class);
  }

  private static @Nullable Instrument instrument(PosRow row) throws NotTaken {
    String brand = row.text("brand");
    String last4 = row.text("last4");
    String token = row.text("token");
    if (last4 != null && Digits.last4(last4) == null) {
      throw new NotTaken("last4 is not four digits; never send more of a card than its last four");
    }
    if (brand == null && last4 == null && token == null) {
      return null;
    }
    boolean isQr = entryMode(row) == EntryMode.QR_CODE;
    return Instrument.newBuilder()
        .setToken(token)
        .setLast4(last4)
        .setBrand(brand)
        .setKind(isQr ? InstrumentKind.QR : InstrumentKind.CARD)
        .build();
  }
}
