package io.zaiko.testkit;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A door before a registry that lets one user through, by name and password (HTTP Basic). */
public final class GuardedRegistry implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI registry;
  private final HttpServer server;

  private GuardedRegistry(URI registry, HttpServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Opens the door; any free port of the loopback address. */
  public static GuardedRegistry before(String registryUrl, String user, String password)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GuardedRegistry guarded = new GuardedRegistry(URI.create(registryUrl), server);
    server
        .createContext("/", guarded::handOn)
        .setAuthenticator(
            new BasicAuthenticator("registry") {
              @Override
              public boolean checkCredentials(String givenUser, String givenPassword) {
                return givenUser.equals(user) && givenPassword.equals(password);
              }
            });
    server.start();
    return guarded;
  }

  /** Base address of the Confluent API behind the door. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + registry.getPath();
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      HttpRequest request =
          HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(asked))
              .header("Content-Type", "application/json")
              .build();
      byte[] answer = new byte[0];
      int status = 502;
      try {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        answer = response.body();
        status = response.statusCode();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
