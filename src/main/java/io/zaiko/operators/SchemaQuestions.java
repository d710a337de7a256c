package io.zaiko.operators;

import io.zaiko.codec.SchemaOutOfReachException;
import io.zaiko.codec.WriterSchemas;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for schemas in a thread of its own until each question is answered: one a second while
 * nobody answers, in turn. Open questions: at most one for each record that waits.
 */
final class SchemaQuestions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaQuestions.class);
  private static final long ASK_AGAIN_AFTER_MILLIS = 1_000;
  private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
  // As long as an answer may take that is on its way: its thread cannot be interrupted.
  private static final long END_WITHIN_MILLIS = 2_000;

  /** Hears of answers, in the thread that asks. */
  interface Listener {
    /**
     * @param answer gives the schema, or throws why there is none
     */
    void answered(int schemaId, Supplier<Schema> answer);
  }

  private final WriterSchemas schemas;
  private final Listener listener;
  private final IntSupplier waitingRecords;
  private final LinkedBlockingQueue<Integer> open = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread asking;
  private long loggedAtNanos = System.nanoTime() - LOG_EVERY_NANOS;

  /**
   * @param schemas asked by this thread only
   * @param waitingRecords how many records wait, for the log
   */
  SchemaQuestions(
      WriterSchemas schemas, Listener listener, IntSupplier waitingRecords, String threadName) {
    this.schemas = schemas;
    this.listener = listener;
    this.waitingRecords = waitingRecords;
    this.asking = new Thread(this::askInTurn, threadName);
    asking.setDaemon(true);
  }

  void start() {
    asking.start();
  }

  /** Asks for a schema; it must not be asked for already. */
  void ask(int schemaId) {
    open.add(schemaId);
  }

  private void askInTurn() {
    try {
      while (closed.getCount() > 0) {
        ask(open.take(), schemas);
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      LOG.debug("No more questions for schemas, the task ends", e);
    }
  }

  private void ask(int schemaId, WriterSchemas registry) throws InterruptedException {
    Supplier<Schema> answer;
    try {
      Schema schema = registry.byId(schemaId);
      answer = () -> schema;
    } catch (SchemaOutOfReachException e) {
      open.add(schemaId);
      logOnceAMinute(schemaId, e);
      closed.await(ASK_AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      return;
    } catch (RuntimeException e) {
      answer =
          () -> {
            throw e;
          };
    }
    listener.answered(schemaId, answer);
  }

  private void logOnceAMinute(int schemaId, SchemaOutOfReachException cause) {
    if (System.nanoTime() - loggedAtNanos >= LOG_EVERY_NANOS) {
      loggedAtNanos = System.nanoTime();
      LOG.warn(
          "{} records wait for their schema, {} among them: {}",
          waitingRecords.getAsInt(),
          schemaId,
          cause.getMessage());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    asking.interrupt();
    try {
      asking.join(END_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
