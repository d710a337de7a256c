package io.zaiko.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds card numbers in a text: the issuer's prefix, that brand's length, and the Luhn check. The
 * digits stand together, or in groups parted by spaces and dashes.
 */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  /** Of a number in groups however parted; order numbers of marketplaces have groups of seven. */
  private static final int LONGEST_GROUP = 6;

  /** Lengths of groups on cards: in fours, the last perhaps shorter, or 4-6-5 and 4-6-4. */
  private static final Pattern PRINTED = Pattern.compile("44+[1-4]|46[45]");

  private CardNumbers() {}

  /**
   * Where in a text a card number stands, its separators included.
   *
   * @param start the first character
   * @param end the one behind the last
   */
  record Place(int start, int end) {}

  /** Digits that stand together, and runs of groups that are a number as a whole or as printed. */
  static List<Place> in(String text) {
    return places(text, false);
  }

  /**
   * In bytes that are no readable record, one character for each: any digits that could be one,
   * since lengths between fields look like digits too.
   */
  static List<Place> anywhereIn(String text) {
    return places(text, true);
  }

  private static List<Place> places(String text, boolean anyDigits) {
    List<Place> found = new ArrayList<>();
    List<Place> groups = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        int start = i;
        while (i < text.length() && isDigit(text.charAt(i))) {
          i++;
        }
        groups.add(new Place(start, i));
      } else {
        if (c != ' ' && c != '-') {
          judge(text, groups, anyDigits, found);
          groups.clear();
        }
        i++;
      }
    }
    judge(text, groups, anyDigits, found);
    return found;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void judge(String text, List<Place> groups, boolean anyDigits, List<Place> found) {
    if (anyDigits) {
      judgeDigits(text, groups, found);
      return;
    }
    for (int first = 0; first < groups.size(); first++) {
      StringBuilder digits = new StringBuilder();
      StringBuilder layout = new StringBuilder();
      int longest = 0;
      for (int last = first; last < groups.size(); last++) {
        Place group = groups.get(last);
        int length = group.end() - group.start();
        if (digits.length() + length > LONGEST) {
          break;
        }
        digits.append(text, group.start(), group.end());
        layout.append(length);
        longest = Math.max(longest, length);
        boolean isWhole = first == 0 && last == groups.size() - 1 && longest <= LONGEST_GROUP;
        if ((isWhole || first == last || isPrinted(layout)) && isCard(digits)) {
          found.add(new Place(groups.get(first).start(), group.end()));
        }
      }
    }
  }

  private static boolean isPrinted(CharSequence layout) {
    return PRINTED.matcher(layout).matches();
  }

  private static void judgeDigits(String text, List<Place> groups, List<Place> found) {
    StringBuilder digits = new StringBuilder();
    List<Integer> at = new ArrayList<>();
    for (Place group : groups) {
      for (int i = group.start(); i < group.end(); i++) {
        digits.append(text.charAt(i));
        at.add(i);
      }
    }
    for (int start = 0; start < digits.length(); start++) {
      int furthest = Math.min(LONGEST, digits.length() - start);
      for (int length = SHORTEST; length <= furthest; length++) {
        if (isCard(digits.subSequence(start, start + length))) {
          found.add(new Place(at.get(start), at.get(start + length - 1) + 1));
        }
      }
    }
  }

  private static boolean isCard(CharSequence digits) {
    return digits.length() >= SHORTEST && isIssued(digits) && passesLuhn(digits);
  }

  private static boolean isIssued(CharSequence digits) {
    int n = digits.length();
    int prefix = Integer.parseInt(digits, 0, 4, 10);
    int two = prefix / 100;
    int three = prefix / 10;
    if (two / 10 == 4) { // Visa
      return n == 13 || n == 16 || n == 19;
    }
    if (two == 34 || two == 37) { // American Express
      return n == 15;
    }
    if ((two >= 51 && two <= 55) || (prefix >= 2221 && prefix <= 2720)) { // Mastercard
      return n == 16;
    }
    if (two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305) || prefix == 3095) {
      return n == 14 || n >= 16; // Diners Club
    }
    if (isMaestro(prefix)) { // twelve digits are a terminal's retrieval reference
      return n >= 13;
    }
    return n >= 16 && isOfSixteenOrMore(prefix);
  }

  private static boolean isMaestro(int prefix) {
    return switch (prefix) {
      case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
      default -> false; // prefixes are no enum
    };
  }

  /** Discover, JCB, UnionPay, RuPay, Mir, Troy. */
  private static boolean isOfSixteenOrMore(int prefix) {
    int two = prefix / 100;
    int three = prefix / 10;
    return two == 60
        || two == 62
        || two == 65
        || two == 81
        || two == 82
        || (three >= 644 && three <= 649)
        || three == 508
        || (prefix >= 3528 && prefix <= 3589)
        || (prefix >= 2200 && prefix <= 2204)
        || prefix == 9792;
  }

  private static boolean passesLuhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = 2 * digit;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
