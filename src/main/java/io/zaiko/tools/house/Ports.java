package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which loopback port each part listens on. Ports are remembered in the home, so that bookmarks and
 * consumers survive a restart, and lie below the range from which the system lends ports to
 * outgoing connections: a part that is down for a moment finds its port free again.
 */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int SPAN = 10_000;
  private static final int SCATTER = 0x9E3779B1; // the golden ratio: neighbours end far apart

  /** What needs a port. */
  enum Use {
    KAFKA("kafka-port"),
    KAFKA_CONTROLLER("kafka-controller-port"),
    REGISTRY("registry-port"),
    DASHBOARD("dashboard-port"),
    JOBMANAGER_RPC("jobmanager-rpc-port"),
    JOBMANAGER_METRICS("jobmanager-metrics-port"),
    TASKMANAGER_RPC("taskmanager-rpc-port"),
    TASKMANAGER_SHUFFLE("taskmanager-shuffle-port"),
    TASKMANAGER_METRICS("taskmanager-metrics-port"),
    BLOBS("blobs-port");

    private final String key;

    Use(String key) {
      this.key = key;
    }
  }

  private final Map<Use, Integer> ports;

  private Ports(Map<Use, Integer> ports) {
    this.ports = ports;
  }

  /** The port's number. */
  int of(Use use) {
    return Objects.requireNonNull(ports.get(use), () -> use + " has no port");
  }

  /** The port with the loopback address before it. */
  String address(Use use) {
    return "127.0.0.1:" + of(use);
  }

  /**
   * Chooses for each use the port that was asked for, else the one remembered, else a free one.
   *
   * @param asked ports that must be these
   * @param remembered the answer of an earlier {@link #toProperties}
   * @param start where the search for free ports begins, any number
   * @param free tells whether nobody listens on a port
   * @throws UserError where a port that was asked for is taken
   */
  static Ports choose(
      Map<Use, Integer> asked, Properties remembered, int start, IntPredicate free) {
    Map<Use, Integer> chosen = new EnumMap<>(Use.class);
    Set<Integer> taken = new HashSet<>();
    asked.forEach(
        (use, port) -> {
          if (!free.test(port) || !taken.add(port)) {
            throw new UserError(
                "port "
                    + port
                    + " is in use; stop what listens there or choose another --"
                    + use.key);
          }
          chosen.put(use, port);
        });
    // Each house begins at a block of its own: names that are alike must not lead to ports in a
    // row,
    // for two houses that start at a time would each find the other's ports still free.
    int blocks = SPAN / Use.values().length;
    int next = Math.floorMod(start * SCATTER >>> 8, blocks) * Use.values().length;
    for (Use use : Use.values()) {
      if (chosen.containsKey(use)) {
        continue;
      }
      int port = Integer.parseInt(remembered.getProperty(use.key, "0"));
      for (int tried = 0; port == 0 || taken.contains(port) || !free.test(port); tried++) {
        if (tried == SPAN) {
          throw new UserError("no free port between 20000 and 30000; stop something that listens");
        }
        port = LOWEST + next;
        next = (next + 1) % SPAN;
      }
      taken.add(port);
      chosen.put(use, port);
    }
    return new Ports(chosen);
  }

  Properties toProperties() {
    Properties properties = new Properties();
    ports.forEach((use, port) -> properties.setProperty(use.key, Integer.toString(port)));
    return properties;
  }

  /** True where a part could listen on the loopback port now. */
  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
