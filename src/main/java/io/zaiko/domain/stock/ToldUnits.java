package io.zaiko.domain.stock;

/**
 * What an alert that speaks of units last said.
 *
 * @param units that it spoke of; 0 while none stands
 * @param revision of it; 0 before the first
 */
public record ToldUnits(long units, long revision) {

  /** Nothing told. */
  public static final ToldUnits NOTHING = new ToldUnits(0, 0);

  ToldUnits next(long nowUnits) {
    return new ToldUnits(nowUnits, revision + 1);
  }
}
