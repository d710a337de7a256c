package io.zaiko.connectors;

import io.zaiko.codec.WriterSchemas;
import java.io.Serializable;
import java.nio.file.Path;
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
    implements Serializable {

  public RegistryAccess {
    options = Map.copyOf(options);
  }

  /** A client for registering and looking up. */
  public RegistryClient client() {
    return RegistryClient.connect(url, options);
  }

  /** The schemas of records, from memory, then disk, then the registry. */
  public WriterSchemas writerSchemas() {
    return new RegistrySchemas(client(), new DiskSchemaCache(Path.of(cacheDir)));
  }

  @Override
  public String toString() {
    return "RegistryAccess[" + url + ", options " + options.keySet() + ", " + cacheDir + ']';
  }
}
