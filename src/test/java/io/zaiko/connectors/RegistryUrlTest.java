package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The password in a registry's address goes to the registry and to nobody else. */
class RegistryUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "http://host:8081/v7; http://host:8081/v7",
        "http://till:hunter2@host:8081; http://***@host:8081",
        "https://till:hunt@er2@host/v7; https://***@host/v7",
        "till:hunter2@host:8081; ***@host:8081",
        "http://till:hunt/er2@host; http://***@host",
        "http://till:hunt,er2@host; http://***@host",
        "http://a:hunter2@one/v7, http://b:er2@two/v7; http://***@one/v7,http://***@two/v7"
      })
  void an_address_is_shown_without_user_and_password(String url, String shown) {
    assertThat(RegistryUrl.shown(url)).isEqualTo(shown);
  }

  @Test
  void the_client_is_given_the_address_and_the_user_apart() {
    assertThat(RegistryUrl.of("http://till:hunt@er2@one/v7 , http://till:hunt@er2@two/v7"))
        .isEqualTo(new RegistryUrl("http://one/v7,http://two/v7", "till:hunt@er2"));
    assertThat(RegistryUrl.of("http://one")).isEqualTo(new RegistryUrl("http://one", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://till:hunt/er2@host",
        "http://till:hunt,er2@host",
        "http://till:hunter2@one,http://two",
        "http://till:hunter2@one,http://web:er2@two"
      })
  void credentials_that_cannot_be_taken_out_are_refused_and_not_shown(String url) {
    assertThatThrownBy(() -> RegistryClient.connect(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("basic.auth.user.info")
        .message()
        .doesNotContain("hunt", "er2", "till");
  }

  @Test
  void what_a_failure_says_names_no_password() {
    for (String host : List.of("127.0.0.1:1", "127.0.0.1:port")) {
      RegistryClient client = RegistryClient.connect("http://till:hunter2@" + host);
      assertThatThrownBy(() -> client.byId(1))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("http://***@" + host)
          .satisfies(failure -> assertThat(inFull(failure)).doesNotContain("hunter2", "till"));
    }
    RegistryAccess access = new RegistryAccess("http://till:hunter2@host", Map.of(), "cache");
    assertThat(access.toString()).contains("http://***@host").doesNotContain("hunter2", "till");
    assertThat(RegistryUrl.of("http://till:hunter2@host").toString()).doesNotContain("hunter2");
  }

  @Test
  void the_registry_hears_who_asks() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        asked -> {
          heard.add(String.valueOf(asked.getRequestHeaders().getFirst("Authorization")));
          asked.sendResponseHeaders(401, -1);
          asked.close();
        });
    registry.start();
    try {
      String url = "http://till:hunter2@127.0.0.1:" + registry.getAddress().getPort();
      Map<String, String> fromAddress = Map.of("basic.auth.credentials.source", "URL");
      Map<String, String> another = Map.of("basic.auth.user.info", "web:secret");
      for (Map<String, String> options : List.of(Map.<String, String>of(), fromAddress, another)) {
        RegistryClient client = RegistryClient.connect(url, options);
        assertThatThrownBy(() -> client.byId(1))
            .isInstanceOf(RegistryUnavailableException.class)
            .hasMessageContaining("answered 401")
            .message()
            .doesNotContain("hunter2");
      }
    } finally {
      registry.stop(0);
    }
    assertThat(heard)
        .containsExactly(basic("till:hunter2"), basic("till:hunter2"), basic("web:secret"));
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static String inFull(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
