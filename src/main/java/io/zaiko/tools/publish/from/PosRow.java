package io.zaiko.tools.publish.from;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a journal by the names of its columns. A refusal shows no value: a shifted column could
 * hold a card number.
 *
 * @param values empty where there is none
 */
record PosRow(Map<String, String> values) {
  private static final Pattern MINOR = Pattern.compile("[0-9]{1,16}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  PosRow {
    values = Map.copyOf(values);
  }

  @Nullable String text(String column) {
    String value = values.get(column);
    return value == null || value.isBlank() ? null : value;
  }

  String needed(String column) throws NotTaken {
    String text = text(column);
    if (text == null) {
      throw new NotTaken(column + " is empty; fill it in");
    }
    return text;
  }

  /** A part of a name that is joined by slashes. */
  String part(String column) throws NotTaken {
    String text = needed(column);
    if (text.contains("/")) {
      throw new NotTaken(column + " holds a /, which parts the names; write another character");
    }
    return text;
  }

  /** The terminal and its shop. */
  String till() throws NotTaken {
    return part("location") + '/' + part("terminal");
  }

  long minor(String column) throws NotTaken {
    String text = needed(column);
    if (!MINOR.matcher(text).matches()) {
      throw new NotTaken(
          column
              + " is no whole number of minor units; write 1250 for 12.50 EUR, without a sign: the"
              + " type says which way the money went");
    }
    return Long.parseLong(text);
  }

  String currency(String column) throws NotTaken {
    String text = needed(column);
    if (!CURRENCY.matcher(text).matches()) {
      throw new NotTaken(column + " is no currency; write three capital letters, as EUR");
    }
    return text;
  }

  boolean truth(String column) throws NotTaken {
    String text = text(column);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw new NotTaken(column + " is neither true nor false; write one of them, or nothing");
  }

  <E extends Enum<E>> E choice(String column, Class<E> choices) throws NotTaken {
    String text = needed(column);
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equals(text)) {
        return choice;
      }
    }
    String names =
        Arrays.stream(choices.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    throw new NotTaken(column + " is none of " + names + "; write one of them");
  }
}
