package io.zaiko.connectors;

/** The registry did not answer, or answered that it cannot: the same request may succeed later. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
