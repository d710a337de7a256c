package io.zaiko.connectors;

import io.zaiko.codec.WriterSchemas;
import java.time.Duration;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry again and again until it answers, for those who can do nothing without it.
 * Gives up at a deadline, and when the thread is interrupted, with {@link
 * RegistryUnavailableException}.
 */
final class PatientQuestions implements WriterSchemas {
  private static final Logger LOG = LoggerFactory.getLogger(PatientQuestions.class);
  private static final long FIRST_WAIT_MILLIS = 200;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final WriterSchemas registry;
  private final long deadlineNanos;

  /**
   * @param limit how long all the questions together may take, from now on
   */
  PatientQuestions(WriterSchemas registry, Duration limit) {
    this.registry = registry;
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  @Override
  public Schema byId(int schemaId) {
    long wait = FIRST_WAIT_MILLIS;
    while (true) {
      try {
        return registry.byId(schemaId);
      } catch (RegistryUnavailableException e) {
        if (Thread.currentThread().isInterrupted() || System.nanoTime() >= deadlineNanos) {
          throw e;
        }
        LOG.warn("Waiting for the registry to read schema {}: {}", schemaId, e.getMessage());
        RegistryClient.pause(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
      }
    }
  }
}
