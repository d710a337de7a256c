package io.zaiko.connectors;

import io.zaiko.codec.SchemaOutOfReachException;
import io.zaiko.codec.WriterSchemas;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks the registry from a thread that others wait for: an answer that has not come within 2 s,
 * whatever it hangs on (a name that does not resolve, a handshake, a slow server), is none. After
 * such a silence nothing is asked for 5 s. A question is asked in a thread of its own, which ends
 * with it: there is one for each id not seen before, and one for each 5 s of an outage.
 */
final class BriefQuestions implements WriterSchemas {
  static final long ANSWER_WITHIN_MILLIS = 2_000;
  static final long ASK_AGAIN_AFTER_MILLIS = 5_000;

  private final WriterSchemas registry;
  private boolean silent;
  private long silentSinceNanos;

  BriefQuestions(WriterSchemas registry) {
    this.registry = registry;
  }

  @Override
  public Schema byId(int schemaId) {
    if (silent && System.nanoTime() - silentSinceNanos < nanos(ASK_AGAIN_AFTER_MILLIS)) {
      throw new SchemaOutOfReachException("the registry did not answer a moment ago");
    }
    FutureTask<Schema> question = new FutureTask<>(() -> registry.byId(schemaId));
    Thread asking = new Thread(question, "ask-for-schema-" + schemaId);
    asking.setDaemon(true);
    asking.start();
    silent = false;
    try {
      return question.get(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      question.cancel(true);
      throw silence("the registry does not answer within 2 s");
    } catch (ExecutionException e) {
      throw answerOf(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaOutOfReachException("interrupted while waiting for the registry");
    }
  }

  private RuntimeException answerOf(@Nullable Throwable cause) {
    if (cause instanceof RegistryUnavailableException silence) {
      return silence(String.valueOf(silence.getMessage()));
    }
    if (cause instanceof RuntimeException answer) {
      return answer;
    }
    throw new IllegalStateException("the registry's client failed", cause);
  }

  private SchemaOutOfReachException silence(String message) {
    silent = true;
    silentSinceNanos = System.nanoTime();
    return new SchemaOutOfReachException(message);
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
