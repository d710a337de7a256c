package io.zaiko.tools.verify;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the ledger a release wrote that knew no fulfilments yet. It noted of a sale
 * neither who told it nor how many units, and of a void of goods that came back not which sale it
 * names; a later release that goes on from its state does not know either. The schema of an entry
 * tells the release: this one lists the kinds of records it knows.
 */
final class BeforeFulfilments {
  /** By identity: schemas that differ in their words alone are equal. */
  private final Map<Schema, Boolean> known = new IdentityHashMap<>();

  boolean wrote(@Nullable Schema ledgerEntry) {
    return ledgerEntry != null && known.computeIfAbsent(ledgerEntry, BeforeFulfilments::isBefore);
  }

  private static boolean isBefore(Schema ledgerEntry) {
    Schema.Field kind = ledgerEntry.getField("kind");
    String kinds = kind == null ? null : kind.doc();
    return kinds != null && !kinds.contains("FULFILMENT");
  }
}
