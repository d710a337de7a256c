package io.zaiko.tools;

/**
 * Something the person at the keyboard can put right. The message is one line: what is wrong, a
 * semicolon, what to do. The program ends with exit code 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
