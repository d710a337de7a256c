package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** A registry that knows the ledger entry of a release that knew no fulfilments, too. */
final class OldLedger {
  static final int ID = 1_000;

  private static final Schema THEN = then();

  static final Schemas SCHEMAS = id -> id == ID ? THEN : TestSchemas.ALL.byId(id);

  private OldLedger() {}

  /** In the words that the released schema has for its kinds. */
  private static Schema then() {
    String now = StockLedgerEntry.getClassSchema().toString();
    String kinds = "ADJUSTMENT, COUNT, TRANSFER";
    try {
      String released = Files.readString(Path.of("avro/released/StockLedgerEntry/v2.avsc"));
      if (!released.contains(kinds + '.') || !now.contains(kinds + ", FULFILMENT;")) {
        throw new AssertionError("the kinds are told in other words");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Schema.Parser().parse(now.replaceFirst(kinds + ", FULFILMENT;[^\"]*", kinds + '.'));
  }
}
