package io.zaiko.connectors;

/** The registry refused a schema because it breaks the compatibility promised for its subject. */
public final class IncompatibleSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IncompatibleSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
