package io.zaiko.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A line to a real registry that can be cut and joined again: while cut, nobody answers. */
public final class SeveredLine implements AutoCloseable {
  private static final String PATH = "/line";

  private final String far;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable HttpServer near;

  public SeveredLine(String far) throws IOException {
    this.far = far;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port + PATH;
  }

  public void connect() throws IOException {
    near = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    near.createContext(PATH, this::pass);
    near.start();
  }

  public void sever() {
    if (near != null) {
      near.stop(0);
      near = null;
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    URI target = URI.create(far + exchange.getRequestURI().toString().substring(PATH.length()));
    try (exchange) {
      HttpResponse<byte[]> answer =
          http.send(onward(exchange, target), HttpResponse.BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRequest onward(HttpExchange exchange, URI target) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type == null ? request.build() : request.header("Content-Type", type).build();
  }

  @Override
  public void close() {
    sever();
  }
}
