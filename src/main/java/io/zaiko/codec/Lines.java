package io.zaiko.codec;

import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.GoodsLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The lines of a record as a whole: 1 to 10,000, each number once. With at most 10,000 lines of at
 * most 10^12 units their sum always fits a long.
 */
final class Lines {
  static final int MAX_LINES = 10_000;

  /** From a line of the contract to the domain's. */
  interface Mapping<L> {
    GoodsLine line(L line) throws Refusal;
  }

  private Lines() {}

  static <L> List<GoodsLine> of(List<L> lines, ToIntFunction<L> lineNoOf, Mapping<L> mapping)
      throws Refusal {
    if (lines.isEmpty()) {
      throw new Refusal(
          Reason.NO_LINES, "the record has no lines; send what happened, or a Heartbeat");
    }
    if (lines.size() > MAX_LINES) {
      throw new Refusal(
          Reason.TOO_MANY_LINES,
          "the record has " + lines.size() + " lines; split it into records of at most 10,000");
    }
    List<GoodsLine> mapped = new ArrayList<>(lines.size());
    int previous = -1;
    boolean ascending = true;
    for (L line : lines) {
      int lineNo = lineNoOf.applyAsInt(line);
      if (lineNo < 0) {
        throw new Refusal(
            Reason.NUMBER_OUT_OF_RANGE,
            "line_no is " + lineNo + ", below zero; number lines from 0 up");
      }
      ascending &= lineNo > previous;
      previous = lineNo;
      mapped.add(mapping.line(line));
    }
    if (!ascending) {
      requireDistinct(mapped);
    }
    return mapped;
  }

  private static void requireDistinct(List<GoodsLine> lines) throws Refusal {
    Set<Integer> seen = new HashSet<>();
    for (GoodsLine line : lines) {
      if (!seen.add(line.lineNo())) {
        throw new Refusal(
            Reason.REPEATED_LINE_NO,
            "two lines have line_no " + line.lineNo() + "; give each line its own number");
      }
    }
  }
}
