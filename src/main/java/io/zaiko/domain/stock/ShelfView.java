package io.zaiko.domain.stock;

import io.zaiko.domain.rule.EffectiveRule;
import java.util.List;

/**
 * What a shelf needs to know of the world when it is told of.
 *
 * @param nonStock whether its item has no stock: books are kept, nothing is published
 * @param epoch of this attempt of the job, milliseconds
 * @param rule what may be sold of the shelf
 * @param open whether its location trades
 * @param groups of its location; none where it is closed
 * @param ofGroup whether some location says that it is in a group of that name
 */
public record ShelfView(
    boolean nonStock,
    long epoch,
    EffectiveRule rule,
    boolean open,
    List<String> groups,
    boolean ofGroup) {

  /** Where the name of the location is no group's. */
  public ShelfView(
      boolean nonStock, long epoch, EffectiveRule rule, boolean open, List<String> groups) {
    this(nonStock, epoch, rule, open, groups, false);
  }

  /** Where the location is open and in no group. */
  public ShelfView(boolean nonStock, long epoch, EffectiveRule rule) {
    this(nonStock, epoch, rule, true, List.of());
  }
}
