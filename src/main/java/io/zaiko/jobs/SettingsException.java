package io.zaiko.jobs;

/** A setting is wrong; the message is one line that says what to change. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }
}
