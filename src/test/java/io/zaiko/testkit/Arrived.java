package io.zaiko.testkit;

import org.jspecify.annotations.Nullable;

/**
 * One record of any input, as it arrives: of goods or of master data and rules; the other is null.
 *
 * @param number its place in the history it is from; it stays where others are left out, so that
 *     what a run decides by it stays, too
 */
public record Arrived(int number, @Nullable HistoryRecord goods, @Nullable Statement statement) {

  public Arrived {
    if ((goods == null) == (statement == null)) {
      throw new IllegalArgumentException("either of goods or a statement");
    }
  }

  @Override
  public String toString() {
    return number + ": " + said();
  }

  private String said() {
    return goods != null
        ? goods.topic() + ' ' + goods.record()
        : statement.topic() + ' ' + statement.key() + ' ' + statement.value();
  }
}
