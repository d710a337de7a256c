package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariancesTest {
  private final Variances variances = new Variances();

  @Test
  void only_the_last_word_of_each_variance_counts_and_what_is_taken_back_has_no_units() {
    say("COUNT_VARIANCE", "a", AlertStatus.SUSPECTED, -5);
    say("COUNT_VARIANCE", "a", AlertStatus.CONFIRMED, -1_200);
    say("COUNT_VARIANCE", "b", AlertStatus.SUSPECTED, 7);
    say("COUNT_VARIANCE", "c", AlertStatus.CONFIRMED, 3);
    say("COUNT_VARIANCE", "c", AlertStatus.RETRACTED, 3);
    say("LOW_SHELF", "d", AlertStatus.CONFIRMED, 99);
    StringWriter printed = new StringWriter();
    variances.print(new PrintWriter(printed, true));
    assertThat(printed.toString().trim())
        .isEqualTo(
            "count variances that stand: 2 (1 of them suspected), 1,200 units too few, 7 too many;"
                + " taken back: 1");
  }

  private void say(String check, String id, AlertStatus status, long units) {
    variances.add(
        StockAlert.newBuilder()
            .setAlertId(id)
            .setCheck(check)
            .setKey(id)
            .setEpisode(0L)
            .setRevision(1L)
            .setStatus(status)
            .setSeverity(AlertSeverity.MEDIUM)
            .setFacts(Map.of("variance", units))
            .setEvidence(List.of())
            .setSentence("")
            .setOccurredAt(Instant.EPOCH)
            .setEmittedAt(Instant.EPOCH)
            .build());
  }
}
