package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one line of an order after it was sold, and what people were told of it. {@link
 * LineFold} says what it comes to.
 *
 * @param lineNo the line, over all places and acts under which it was sold
 * @param sku its item
 * @param statements at most {@link #MAX_STATEMENTS}, in the order of arrival
 * @param overflow units of statements beyond these, which take no effect
 * @param excess told as EXCESS_FULFILMENT
 * @param doubled told as DOUBLE_BOOKED
 * @param uncollected told as UNCOLLECTED
 * @param dueMicros when there may be more to tell, for a time of collection passes or is long
 *     enough ago to be sure; null for never
 */
public record LineFulfilment(
    int lineNo,
    String sku,
    List<FulfilmentStatement> statements,
    long overflow,
    ToldUnits excess,
    ToldUnits doubled,
    ToldUnits uncollected,
    @Nullable Long dueMicros) {

  /** Further statements of one line take no effect and are alerted as excess. */
  public static final int MAX_STATEMENTS = 100;

  /** Absent in an old savepoint means none. */
  public LineFulfilment {
    statements = statements == null ? List.of() : statements;
    excess = excess == null ? ToldUnits.NOTHING : excess;
    doubled = doubled == null ? ToldUnits.NOTHING : doubled;
    uncollected = uncollected == null ? ToldUnits.NOTHING : uncollected;
  }

  static LineFulfilment none(int lineNo, String sku) {
    return new LineFulfilment(
        lineNo, sku, List.of(), 0, ToldUnits.NOTHING, ToldUnits.NOTHING, ToldUnits.NOTHING, null);
  }

  boolean isOf(GoodsLine line) {
    return line.lineNo() == lineNo && line.sku().equals(sku);
  }

  boolean hasRoom() {
    return statements.size() < MAX_STATEMENTS;
  }

  LineFulfilment with(FulfilmentStatement statement) {
    List<FulfilmentStatement> next = new ArrayList<>(statements.size() + 1);
    next.addAll(statements);
    next.add(statement);
    return new LineFulfilment(lineNo, sku, next, overflow, excess, doubled, uncollected, dueMicros);
  }

  /** This line after a statement for which there was no room. */
  LineFulfilment overflownBy(long units) {
    return new LineFulfilment(
        lineNo,
        sku,
        statements,
        Math.addExact(overflow, units),
        excess,
        doubled,
        uncollected,
        dueMicros);
  }

  LineFulfilment told(
      ToldUnits nowExcess, ToldUnits nowDoubled, ToldUnits nowUncollected, @Nullable Long nowDue) {
    return new LineFulfilment(
        lineNo, sku, statements, overflow, nowExcess, nowDoubled, nowUncollected, nowDue);
  }
}
