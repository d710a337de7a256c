package io.zaiko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The registry of the tests speaks the Confluent API, and can be taken away. */
class EmbeddedRegistryTest {
  private static final String ONE_FIELD = record("{\"name\":\"a\",\"type\":\"long\"}");
  private static final String NEW_DEMAND =
      record("{\"name\":\"a\",\"type\":\"long\"},{\"name\":\"b\",\"type\":\"long\"}");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_schema_is_found_by_id_and_an_incompatible_one_is_refused() throws Exception {
    EmbeddedRegistry registry = EmbeddedRegistry.shared();
    HttpResponse<String> registered = post(registry, "EmbeddedRegistryTest", ONE_FIELD);
    assertThat(registered.statusCode()).isEqualTo(200);
    assertThat(byId(registry, id(registered)).body()).contains("Planted");
    put(registry, "/config/EmbeddedRegistryTest", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(post(registry, "EmbeddedRegistryTest", NEW_DEMAND).statusCode()).isEqualTo(409);
  }

  @Test
  void a_stopped_registry_refuses_connections_and_comes_back_with_its_schemas() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.open()) {
      int id = id(post(registry, "outage", ONE_FIELD));
      registry.stop();
      assertThatThrownBy(() -> byId(registry, id)).isInstanceOf(ConnectException.class);
      registry.start();
      assertThat(byId(registry, id).body()).contains("Planted");
    }
  }

  private HttpResponse<String> post(EmbeddedRegistry registry, String subject, String schema)
      throws IOException, InterruptedException {
    String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
    return send(
        request(registry, "/subjects/" + subject + "/versions")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private void put(EmbeddedRegistry registry, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(registry, path).PUT(HttpRequest.BodyPublishers.ofString(body));
    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> byId(EmbeddedRegistry registry, int id)
      throws IOException, InterruptedException {
    return send(request(registry, "/schemas/ids/" + id).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(EmbeddedRegistry registry, String path) {
    return HttpRequest.newBuilder(URI.create(registry.url() + path))
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private static int id(HttpResponse<String> registered) {
    Matcher matcher = Pattern.compile("\"id\":(\\d+)").matcher(registered.body());
    assertThat(matcher.find()).as(registered.body()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"Planted\",\"fields\":[" + fields + "]}";
  }
}
