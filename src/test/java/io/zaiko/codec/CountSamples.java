package io.zaiko.codec;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Good counts and transfers to spoil. */
final class CountSamples {

  private CountSamples() {}

  static StockCount.Builder count(CountLine.Builder... lines) {
    return StockCount.newBuilder()
        .setEventId("count-1")
        .setOccurredAt(Samples.SOLD_AT)
        .setSource(Samples.source())
        .setCountId("night-7")
        .setLocationId("store-1")
        .setScope(CountScope.EVERYTHING)
        .setLines(Arrays.stream(lines).map(CountLine.Builder::build).toList());
  }

  static CountLine.Builder countLine(int lineNo, String sku, @Nullable String area) {
    return CountLine.newBuilder().setLineNo(lineNo).setSku(sku).setQuantity(10L).setArea(area);
  }

  static CountLine.Builder countLine() {
    return countLine(4, "SKU-0", null);
  }

  /** A sensor that sees one area. */
  static StockCount.Builder sensor(CountLine.Builder... lines) {
    return count(lines).setCountId(null);
  }

  static Transfer.Builder transfer(TransferStep step, TransferLine.Builder... lines) {
    return Transfer.newBuilder()
        .setEventId("transfer-1")
        .setOccurredAt(Samples.SOLD_AT)
        .setSource(Samples.source())
        .setTransferRef("TR-1")
        .setStep(step)
        .setFromLocationId("warehouse")
        .setToLocationId("store-1")
        .setLines(Arrays.stream(lines).map(TransferLine.Builder::build).toList());
  }

  static TransferLine.Builder transferLine() {
    return TransferLine.newBuilder().setLineNo(4).setSku("SKU-0").setQuantity(10L);
  }
}
