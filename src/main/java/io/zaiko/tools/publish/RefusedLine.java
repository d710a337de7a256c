package io.zaiko.tools.publish;

/** A JSON line that is no record of its topic: names the field and says what to change. */
final class RefusedLine extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  RefusedLine(String text) {
    super(text);
    this.text = text;
  }

  /** What is wrong and what to change. */
  String text() {
    return text;
  }

  /** The refusal of one field, {@code lines[0].quantity} for example; empty for the whole line. */
  static RefusedLine at(String path, String message) {
    return new RefusedLine(path.isEmpty() ? message : path + " " + message);
  }
}
