package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What was compared and what differed: all counted, the first of each check kept in words. */
final class Differences {
  /** So many differences of one check are kept in words. */
  static final int KEPT = 10;

  private final Map<Check, Long> compared = new EnumMap<>(Check.class);
  private final Map<Check, Long> different = new EnumMap<>(Check.class);
  private final Map<Check, List<String>> first = new EnumMap<>(Check.class);

  void compared(Check check) {
    compared.merge(check, 1L, Long::sum);
  }

  void add(Check check, String sentence) {
    different.merge(check, 1L, Long::sum);
    List<String> kept = first.computeIfAbsent(check, none -> new ArrayList<>());
    if (kept.size() < KEPT) {
      kept.add(sentence);
    }
  }

  /** Adds a difference unless the claim holds. */
  void expect(boolean holds, Check check, Supplier<String> otherwise) {
    if (!holds) {
      add(check, otherwise.get());
    }
  }

  long comparedBy(Check check) {
    return compared.getOrDefault(check, 0L);
  }

  long differentBy(Check check) {
    return different.getOrDefault(check, 0L);
  }

  List<String> firstOf(Check check) {
    return first.getOrDefault(check, List.of());
  }
}
