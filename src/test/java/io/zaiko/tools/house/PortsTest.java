package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void every_use_has_a_port_of_its_own() {
    Ports ports = Ports.choose(Map.of(), new Properties(), 9_995, port -> true);

    assertThat(Arrays.stream(Ports.Use.values()).map(ports::of))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 20_000 && port < 30_000);
  }

  @Test
  void houses_with_like_names_that_start_at_once_do_not_meet() {
    for (int start = 0; start < 100; start++) {
      Ports one = Ports.choose(Map.of(), new Properties(), start, port -> true);
      Ports next = Ports.choose(Map.of(), new Properties(), start + 1, port -> true);
      assertThat(one.toProperties().values())
          .as("%d and its neighbour", start)
          .doesNotContainAnyElementsOf(next.toProperties().values());
    }
  }

  @Test
  void remembered_ports_are_kept_while_they_are_free() {
    Ports first = Ports.choose(Map.of(), new Properties(), 1, port -> true);
    Ports second = Ports.choose(Map.of(), first.toProperties(), 5_000, port -> true);

    assertThat(second.toProperties()).isEqualTo(first.toProperties());
  }

  @Test
  void a_remembered_port_that_was_taken_meanwhile_is_replaced_and_the_others_stay() {
    Ports first = Ports.choose(Map.of(), new Properties(), 1, port -> true);
    int lost = first.of(Ports.Use.REGISTRY);
    Ports second = Ports.choose(Map.of(), first.toProperties(), 1, port -> port != lost);

    assertThat(second.of(Ports.Use.REGISTRY)).isNotEqualTo(lost);
    assertThat(second.of(Ports.Use.KAFKA)).isEqualTo(first.of(Ports.Use.KAFKA));
    assertThat(Arrays.stream(Ports.Use.values()).map(second::of)).doesNotHaveDuplicates();
  }

  @Test
  void a_port_that_was_asked_for_wins_over_the_remembered_one() {
    Ports first = Ports.choose(Map.of(), new Properties(), 1, port -> true);
    Ports second =
        Ports.choose(Map.of(Ports.Use.KAFKA, 9_092), first.toProperties(), 1, port -> true);

    assertThat(second.address(Ports.Use.KAFKA)).isEqualTo("127.0.0.1:9092");
  }

  @Test
  void a_port_in_use_that_was_asked_for_is_refused_with_what_to_do() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<Ports.Use, Integer> asked = Map.of(Ports.Use.DASHBOARD, other.getLocalPort());

      assertThatThrownBy(() -> Ports.choose(asked, new Properties(), 1, Ports::free))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("port " + other.getLocalPort() + " is in use")
          .hasMessageContaining("--dashboard-port");
    }
  }

  @Test
  void the_same_port_for_two_uses_is_refused() {
    Map<Ports.Use, Integer> asked = Map.of(Ports.Use.KAFKA, 9_000, Ports.Use.REGISTRY, 9_000);

    assertThatThrownBy(() -> Ports.choose(asked, new Properties(), 1, port -> true))
        .isInstanceOf(UserError.class);
  }
}
