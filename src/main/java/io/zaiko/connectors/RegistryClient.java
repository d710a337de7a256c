package io.zaiko.connectors;

import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.codec.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.jspecify.annotations.Nullable;

/**
 * Any registry that speaks Confluent's API. The client library brings a relocated Avro of its own,
 * so schemas cross this border as text. Nothing is cached here: see {@link RegistrySchemas}.
 */
public final class RegistryClient {
  private static final int TRIES_FOR_UNKNOWN_ID = 3;
  private static final long BETWEEN_TRIES_MILLIS = 100;
  private static final int HTTP_TIMEOUT_MILLIS = 5_000;
  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final RestService rest;
  private final String url;

  private RegistryClient(RestService rest, String url) {
    this.rest = rest;
    this.url = url;
  }

  /**
   * A client without credentials.
   *
   * @param url base of the Confluent API, several separated by commas
   */
  public static RegistryClient connect(String url) {
    return connect(url, Map.of());
  }

  /**
   * A client with the options of a settings file. Nothing is sent yet.
   *
   * @param url base of the Confluent API, several separated by commas; user and password in it are
   *     used where the options name no credentials, and never shown
   * @param options Confluent's names for the client's properties: {@code basic.auth.user.info}
   *     (user:password), {@code bearer.auth.token}, {@code ssl.truststore.location} and the like,
   *     {@code http.read.timeout.ms}
   */
  public static RegistryClient connect(String url, Map<String, String> options) {
    RegistryUrl address = RegistryUrl.of(url);
    RestService rest = new RestService(address.plain());
    // The constructor is what applies credentials and TLS to the service; its caches stay unused.
    new CachedSchemaRegistryClient(rest, 1, clientOptions(options, address.userInfo()));
    return new RegistryClient(rest, RegistryUrl.shown(url));
  }

  private static Map<String, Object> clientOptions(
      Map<String, String> options, @Nullable String userInfo) {
    Map<String, Object> client = new HashMap<>();
    client.put("http.connect.timeout.ms", HTTP_TIMEOUT_MILLIS);
    client.put("http.read.timeout.ms", HTTP_TIMEOUT_MILLIS);
    options.forEach(
        (key, value) -> {
          String prefix = key.startsWith("ssl.") ? "schema.registry." : "";
          client.put(prefix + key, value);
        });
    if (userInfo != null && !client.containsKey("bearer.auth.token")) {
      client.putIfAbsent("basic.auth.user.info", userInfo);
      client.remove("basic.auth.credentials.source", "URL"); // it names no user any more
    }
    if (client.containsKey("basic.auth.user.info")) {
      client.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
    }
    if (client.containsKey("bearer.auth.token")) {
      client.putIfAbsent("bearer.auth.credentials.source", "STATIC_TOKEN");
    }
    return client;
  }

  /**
   * Registers a schema, or finds it where it is registered already.
   *
   * @return its id
   * @throws IncompatibleSchemaException where the registry refuses it
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public int register(String subject, Schema schema) {
    return ask(subject, () -> rest.registerSchema(schema.toString(), subject));
  }

  /**
   * The id of a schema that is registered already.
   *
   * @throws UnknownSchemaException where it is not
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public int idOf(String subject, Schema schema) {
    return ask(subject, () -> rest.lookUpSubjectVersion(schema.toString(), subject).getId());
  }

  /**
   * The schema of an id. An id not found is asked for three times, for a registry that lags behind
   * its own writes.
   *
   * @throws UnknownSchemaException where the registry knows no such id
   * @throws SchemaParseException where the id names something other than an Avro schema
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public Schema byId(int id) {
    for (int attempt = 1; ; attempt++) {
      try {
        SchemaString found = ask("id " + id, () -> rest.getId(id));
        return parse(id, found);
      } catch (UnknownSchemaException e) {
        if (attempt == TRIES_FOR_UNKNOWN_ID) {
          throw e;
        }
        pause(BETWEEN_TRIES_MILLIS);
      }
    }
  }

  /**
   * Sets what may change in a subject.
   *
   * @param level BACKWARD_TRANSITIVE, FORWARD_TRANSITIVE and so on
   */
  public void compatibility(String subject, String level) {
    ask(subject, () -> rest.updateCompatibility(level, subject));
  }

  private static Schema parse(int id, SchemaString found) {
    String type = found.getSchemaType();
    if (type != null && !type.equals("AVRO")) {
      throw new SchemaParseException("schema id " + id + " is " + type + ", not AVRO");
    }
    return WireFormat.parseSchema(found.getSchemaString());
  }

  /** Waits, unless the thread is interrupted. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while waiting for the registry", e);
    }
  }

  private <T> T ask(String what, Request<T> request) {
    try {
      return request.send();
    } catch (RestClientException e) {
      int code = e.getErrorCode();
      if (code == SUBJECT_NOT_FOUND || code == SCHEMA_NOT_FOUND) {
        throw new UnknownSchemaException("the registry does not know " + what);
      }
      if (e.getStatus() == 409) {
        throw new IncompatibleSchemaException(
            "the registry refuses the schema of " + what + ": " + e.getMessage(), e);
      }
      throw new RegistryUnavailableException(
          "the registry at " + url + " answered " + e.getStatus() + " for " + what, e);
    } catch (IOException e) {
      throw new RegistryUnavailableException("the registry at " + url + " does not answer", e);
    }
  }

  /** One call over HTTP. */
  private interface Request<T> {
    T send() throws IOException, RestClientException;
  }
}
