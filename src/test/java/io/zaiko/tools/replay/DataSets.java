package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zaiko.tools.UserError;
import java.util.stream.Stream;

/** The data sets for tests: the large ones lie outside the project. */
final class DataSets {
  private DataSets() {}

  /** The set as numbered events. Where its folder is absent: skips the test, but fails it in CI. */
  static Adapter numbered(Dataset set) {
    Adapter adapter = set.adapter(null, true);
    String absent = "";
    try (Stream<Outgoing> controls = adapter.controls()) {
      controls.close();
    } catch (UserError e) {
      absent = "skipped: " + e.getMessage();
    }
    if ("true".equals(System.getenv("CI"))) {
      assertThat(absent).as("the data set is there").isEmpty();
    }
    assumeTrue(absent.isEmpty(), absent);
    return adapter;
  }
}
