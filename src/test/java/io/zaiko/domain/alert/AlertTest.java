package io.zaiko.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTest {

  /** SHA-256 of {@code NEGATIVE_ON_HAND\nshop|mug\n0}, worked out with another tool. */
  @Test
  void an_alert_is_named_the_same_in_every_replay() {
    assertThat(alert(1, Alert.Status.CONFIRMED).alertId())
        .isEqualTo("f49fe2f3621cc223beb34cf18e8fe985")
        .isEqualTo(alert(2, Alert.Status.RESOLVED).alertId());
  }

  private static Alert alert(long revision, Alert.Status status) {
    return new Alert(
        Alert.Check.NEGATIVE_ON_HAND,
        "shop|mug",
        0,
        revision,
        status,
        Alert.Severity.MEDIUM,
        Map.of(),
        List.of(),
        "",
        revision);
  }
}
