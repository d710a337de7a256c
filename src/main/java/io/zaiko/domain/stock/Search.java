package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;

/**
 * The search for units of a shelf that somebody could not find when picking. While such a short
 * pick stands, the shelf is to be counted whenever it has units that are not found; one that a
 * record from before it took back asks for nothing.
 *
 * @param shortPicked units that were not found when picked: the sum of what fulfilments told of
 *     NOT_FOUND, whatever was counted or found since
 * @param told what people were told
 */
public record Search(long shortPicked, ToldUnits told) {

  /** Nobody came short. */
  public static final Search NONE = new Search(0, ToldUnits.NOTHING);

  /** Absent in an old savepoint means nothing told. */
  public Search {
    told = told == null ? ToldUnits.NOTHING : told;
  }

  /** This search after a movement of the shelf. */
  Search after(Movement movement) {
    long units = movement.kind() == RecordKind.FULFILMENT ? movement.deltas().notFound() : 0;
    return units == 0 ? this : new Search(shortPicked + units, told);
  }

  /** This search once people know. */
  Search telling(ToldUnits now) {
    return new Search(shortPicked, now);
  }

  /** What people should know to be missing. */
  long units(Buckets balances, ShelfView view) {
    return shortPicked > 0 && !view.nonStock() ? Math.max(0, balances.notFound()) : 0;
  }
}
