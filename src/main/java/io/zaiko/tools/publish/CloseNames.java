package io.zaiko.tools.publish;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names a mistyped one may have meant. */
public final class CloseNames {
  private static final int MOST = 3;

  private CloseNames() {}

  /** The nearest names by edits, nearest first; empty where none is near. */
  public static List<String> to(String typed, Collection<String> known) {
    String given = folded(typed);
    int near = Math.max(2, given.length() / 3);
    return known.stream()
        .filter(name -> distance(given, folded(name)) <= near || contains(given, folded(name)))
        .sorted(Comparator.comparingInt(name -> distance(given, folded(name))))
        .limit(MOST)
        .toList();
  }

  private static boolean contains(String given, String name) {
    return given.length() >= 3
        && name.length() >= 3
        && (name.contains(given) || given.contains(name));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Levenshtein: single-letter insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      int[] spare = before;
      before = now;
      now = spare;
    }
    return before[b.length()];
  }
}
