package io.zaiko.connectors;

import io.zaiko.codec.SchemaAccess;
import io.zaiko.codec.SchemaOutOfReachException;
import io.zaiko.codec.WriterSchemas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How to reach a schema registry.
 *
 * @param url base of its Confluent API, several separated by commas
 * @param options properties of the client, see {@link RegistryClient#connect(String, Map)}. Holds
 *     secrets, so it shows itself without them
 * @param cacheDir folder that keeps schemas by id; to be emptied together with the registry
 */
public record RegistryAccess(String url, Map<String, String> options, String cacheDir)
    implements SchemaAccess {

  public RegistryAccess {
    options = Map.copyOf(options);
  }

  /** A client for registering and looking up. */
  public RegistryClient client() {
    return RegistryClient.connect(url, options);
  }

  /** Asks as long as the client's time-outs allow: for a thread that nobody waits for. */
  @Override
  public WriterSchemas writerSchemas() {
    RegistryClient registry = client();
    return cached(
        id -> {
          try {
            return registry.byId(id);
          } catch (RegistryUnavailableException e) {
            throw new SchemaOutOfReachException(String.valueOf(e.getMessage()));
          }
        });
  }

  /** Asks for 2 s at most, and during an outage only now and then: for a task's thread. */
  public WriterSchemas briefSchemas() {
    return cached(new BriefQuestions(client()::byId));
  }

  /**
   * Asks until the registry answers: for a start, which can do nothing without it.
   *
   * @param limit after which a registry that does not answer is a {@link
   *     RegistryUnavailableException}
   */
  public WriterSchemas patientSchemas(Duration limit) {
    return cached(new PatientQuestions(client()::byId, limit));
  }

  private WriterSchemas cached(WriterSchemas registry) {
    return new RegistrySchemas(registry, new DiskSchemaCache(Path.of(cacheDir)));
  }

  @Override
  public String toString() {
    return "RegistryAccess["
        + RegistryUrl.shown(url)
        + ", options "
        + options.keySet()
        + ", "
        + cacheDir
        + ']';
  }
}
