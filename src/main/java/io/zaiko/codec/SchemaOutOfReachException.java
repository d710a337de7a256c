package io.zaiko.codec;

/**
 * A schema is not at hand and nobody who knows it can be asked now; the same question may be
 * answered later. Says nothing about the record, so a decoder makes it wait. Without a stack trace,
 * for in an outage there is one for each record.
 */
public final class SchemaOutOfReachException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaOutOfReachException(String message) {
    super(message, null, false, false);
  }
}
