package io.zaiko.connectors;

/** The job cannot start with the master data as it is; the message says what to change. */
public final class ControlTopicsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ControlTopicsException(String message) {
    super(message);
  }
}
