package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;

/**
 * The search for units of a shelf that somebody could not find when picking. Once that was so, the
 * shelf is to be counted whenever it has units that are not found.
 *
 * @param isOn whether somebody ever came short
 * @param told what people were told
 */
public record Search(boolean isOn, ToldUnits told) {

  /** Nobody ever came short. */
  public static final Search NONE = new Search(false, ToldUnits.NOTHING);

  /** Absent in an old savepoint means nothing told. */
  public Search {
    told = told == null ? ToldUnits.NOTHING : told;
  }

  /** This search after a movement of the shelf. */
  Search after(Movement movement) {
    boolean comesShort =
        movement.kind() == RecordKind.FULFILMENT && movement.deltas().notFound() > 0;
    return comesShort && !isOn ? new Search(true, told) : this;
  }

  /** What people should know to be missing. */
  long units(Buckets balances, ShelfView view) {
    return isOn && !view.nonStock() ? Math.max(0, balances.notFound()) : 0;
  }
}
