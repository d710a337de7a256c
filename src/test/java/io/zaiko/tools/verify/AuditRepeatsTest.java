package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.tools.UserError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditRepeatsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  private final Deque<VerifyReport> found = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();

  @Test
  void what_may_settle_is_waited_for_with_a_pause_before_each_further_round() {
    found.addAll(List.of(report(true), report(true), report(false)));
    assertThat(rounds(NOW.plusSeconds(1)).untilSettled(this::audit).maySettle()).isFalse();
    assertThat(done).containsExactly("read", "said", "paused", "read", "paused", "read");
  }

  @Test
  void other_differences_are_told_at_once() {
    found.addAll(List.of(report(false), report(true)));
    assertThat(rounds(NOW.plusSeconds(1)).untilSettled(this::audit).maySettle()).isFalse();
    assertThat(done).containsExactly("read");
  }

  @Test
  void what_takes_longer_than_there_is_time_is_told_of_as_it_is() {
    found.add(report(true));
    assertThat(rounds(NOW).untilSettled(this::audit).maySettle()).isTrue();
    assertThat(done).containsExactly("read");
  }

  @Test
  void what_was_found_is_told_although_it_cannot_be_read_again() {
    found.add(report(true));
    List<String> said = new ArrayList<>();
    AuditRepeats rounds =
        new AuditRepeats(NOW.plusSeconds(1), InstantSource.fixed(NOW), () -> {}, said::add);
    VerifyReport report =
        rounds.untilSettled(
            () -> {
              if (found.isEmpty()) {
                throw new UserError("records came in while reading");
              }
              return found.remove();
            });
    assertThat(report.maySettle()).isTrue();
    assertThat(said).last().asString().contains("records came in while reading");
  }

  private AuditRepeats rounds(Instant deadline) {
    return new AuditRepeats(
        deadline,
        InstantSource.fixed(NOW),
        () -> done.add("paused"),
        why -> {
          assertThat(why).contains("--timeout").endsWith("First: the first difference");
          done.add("said");
        });
  }

  private VerifyReport audit() {
    done.add("read");
    return found.remove();
  }

  private static VerifyReport report(boolean maySettle) {
    VerifyReport.Outcome outcome =
        new VerifyReport.Outcome("alerts", "told", 1, 1, List.of("the first difference"));
    return new VerifyReport(List.of(), List.of(outcome), List.of(), maySettle);
  }
}
