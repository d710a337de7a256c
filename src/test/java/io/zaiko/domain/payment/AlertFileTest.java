package io.zaiko.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A payment that was without an order, and then is of one, is spoken of at two desks. */
class AlertFileTest {

  @Test
  void what_one_desk_takes_back_stands_as_another_says_it() {
    AlertFile file =
        AlertFile.EMPTY
            .heard(said("without", Status.CONFIRMED, 100))
            .next()
            .heard(said("order", Status.CONFIRMED, 100))
            .next()
            .heard(takenBack("without"))
            .next();

    assertThat(status(file)).isEqualTo(Status.CONFIRMED);
    assertThat(status(file.heard(takenBack("order")).next())).isEqualTo(Status.RETRACTED);
  }

  @Test
  void the_desk_that_has_it_is_heard_whichever_word_comes_first() {
    MoneyAlert left = takenBack("without");
    MoneyAlert has = said("order", Status.RESOLVED, 100);
    AlertFile file = AlertFile.EMPTY.heard(said("without", Status.CONFIRMED, 100)).next();

    assertThat(status(file.heard(left).next().heard(has).next())).isEqualTo(Status.RESOLVED);
    assertThat(status(file.heard(has).next().heard(left).next())).isEqualTo(Status.RESOLVED);
  }

  @Test
  void what_was_told_before_desks_had_names_can_end() {
    AlertFile file = AlertFile.EMPTY.heard(said("", Status.CONFIRMED, 100)).next();

    assertThat(status(file.heard(said("order", Status.RESOLVED, 100)).next()))
        .isEqualTo(Status.RESOLVED);
    assertThat(status(file.heard(takenBack("order")).next())).isEqualTo(Status.RETRACTED);
  }

  /** Words of one desk keep their order, those of several do not. */
  @Test
  void what_is_told_in_the_end_is_what_stands_in_the_end() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      List<Deque<MoneyAlert>> desks = new ArrayList<>();
      int stands = random.nextInt(4) - 1; // none, or one of three
      @Nullable MoneyAlert last = null;
      for (int desk = 0; desk < 3; desk++) {
        Deque<MoneyAlert> words = new ArrayDeque<>();
        for (int word = 0; word < random.nextInt(4); word++) {
          words.add(any("desk-" + desk, random));
        }
        if (desk == stands) {
          last = said("desk-" + desk, Status.CONFIRMED, 1 + random.nextInt(3));
          words.add(last);
        } else {
          words.add(takenBack("desk-" + desk));
        }
        desks.add(words);
      }
      AlertFile file = heard(desks, random);
      if (last != null) {
        MoneyAlert told = Objects.requireNonNull(file.told());
        assertThat(told.saysTheSameAs(last)).as("seed %d: %s, not %s", seed, told, last).isTrue();
      } else if (file.told() != null) {
        assertThat(status(file)).as("seed %d", seed).isEqualTo(Status.RETRACTED);
      }
    }
  }

  private static AlertFile heard(List<Deque<MoneyAlert>> desks, Random random) {
    AlertFile file = AlertFile.EMPTY;
    while (desks.stream().anyMatch(words -> !words.isEmpty())) {
      MoneyAlert next = desks.get(random.nextInt(desks.size())).poll();
      file = next == null ? file : file.heard(next).next();
    }
    return file;
  }

  private static MoneyAlert any(String desk, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> takenBack(desk);
      case 1 -> said(desk, Status.SUSPECTED, 1 + random.nextInt(3));
      default -> said(desk, Status.CONFIRMED, 1 + random.nextInt(3));
    };
  }

  private static Status status(AlertFile file) {
    return Objects.requireNonNull(file.told()).alert().status();
  }

  private static MoneyAlert takenBack(String desk) {
    return MoneyAlert.takenBack(Alert.Check.PAYMENT_WITHOUT_SALE, "psp|shop|x", 5).by(desk);
  }

  private static MoneyAlert said(String desk, Status status, long minor) {
    Alert alert =
        new Alert(
            Alert.Check.PAYMENT_WITHOUT_SALE,
            "psp|shop|x",
            0,
            0,
            status,
            Alert.Severity.HIGH,
            Map.of("captured", minor),
            List.of(),
            "Payment x took money.",
            5);
    return new MoneyAlert(alert, minor, "EUR").by(desk);
  }
}
