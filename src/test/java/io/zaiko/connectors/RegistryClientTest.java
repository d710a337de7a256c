package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.testkit.EmbeddedRegistry;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** Against a real registry: what it knows, what it does not, and what it refuses. */
class RegistryClientTest {
  private static final String URL = EmbeddedRegistry.shared().url();
  private static final Schema FIRST =
      SchemaBuilder.record("RegistryClientTest").fields().requiredLong("a").endRecord();
  private static final Schema BREAKING =
      SchemaBuilder.record("RegistryClientTest").fields().requiredString("a").endRecord();

  private final RegistryClient client = RegistryClient.connect(URL);

  @Test
  void a_registered_schema_is_found_by_its_id_and_by_its_text() {
    int id = client.register("found", FIRST);
    assertThat(client.register("found", FIRST)).isEqualTo(id);
    assertThat(client.idOf("found", FIRST)).isEqualTo(id);
    assertThat(client.byId(id)).isEqualTo(FIRST);
  }

  @Test
  void an_unknown_id_and_an_unknown_subject_are_answers_not_outages() {
    assertThatThrownBy(() -> client.byId(123_456))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("123456");
    assertThatThrownBy(() -> client.idOf("nobody", FIRST))
        .isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void a_breaking_change_is_refused() {
    client.register("guarded", FIRST);
    client.compatibility("guarded", "BACKWARD_TRANSITIVE");
    assertThatThrownBy(() -> client.register("guarded", BREAKING))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("guarded");
  }

  @Test
  void a_wrong_address_is_an_outage_and_no_unknown_id() {
    assertThatThrownBy(() -> RegistryClient.connect(URL + "/elsewhere").byId(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("404");
    assertThatThrownBy(() -> RegistryClient.connect("http://127.0.0.1:1").byId(1))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void access_shows_itself_without_its_secrets() {
    RegistryAccess registry =
        new RegistryAccess(URL, Map.of("basic.auth.user.info", "till:hunter2"), "cache");
    KafkaAccess kafka = new KafkaAccess("broker:9092", Map.of("sasl.jaas.config", "hunter2"));
    assertThat(registry.toString() + kafka).doesNotContain("hunter2").contains("sasl.jaas.config");
  }
}
