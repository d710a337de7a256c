package io.zaiko.tools.publish.from;

/** A line that is no delivery of its provider: names the field and says what to change. */
public final class NotTaken extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  NotTaken(String text) {
    super(text);
    this.text = text;
  }

  /** What is wrong and what to change; repeats nothing that could be a card number. */
  public String text() {
    return text;
  }
}
