package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * A count in the books of a shelf.
 *
 * @param movedBefore sum of the movements since the count before it, up to its time
 * @param statement what it says
 * @param told what people were last told of its variance; null while nothing
 */
public record Counted(Buckets movedBefore, CountStatement statement, @Nullable ToldVariance told) {

  Counted movedBefore(Buckets next) {
    return new Counted(next, statement, told);
  }

  Counted told(@Nullable ToldVariance next) {
    return new Counted(movedBefore, statement, next);
  }
}
