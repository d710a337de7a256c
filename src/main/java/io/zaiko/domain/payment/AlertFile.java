package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.AlertAction;
import org.jspecify.annotations.Nullable;

/**
 * One alert as it was told last, and what people made of it. Neither overwrites the other.
 *
 * @param told null where it was not told yet
 * @param action the newest; null where there is none
 * @param spokenOfMicros business time of what was last said
 */
public record AlertFile(
    @Nullable MoneyAlert told, @Nullable AlertAction action, long spokenOfMicros) {
  /** Nothing is known of it. */
  public static final AlertFile EMPTY = new AlertFile(null, null, Long.MIN_VALUE);

  /**
   * What is known from now on, and whether there is something new to tell.
   *
   * @param next what is known
   * @param isNews whether its alert is to be told
   */
  public record Step(AlertFile next, boolean isNews) {}

  /** Hears how the matter stands. */
  public Step heard(MoneyAlert found) {
    long spokenOf = Math.max(spokenOfMicros, found.alert().occurredAtMicros());
    boolean isTakenBack = found.alert().status() == Status.RETRACTED;
    if (told == null) {
      return isTakenBack
          ? new Step(new AlertFile(null, action, spokenOf), false)
          : new Step(new AlertFile(found.inRevision(1), action, spokenOf), true);
    }
    MoneyAlert next = isTakenBack ? told.retracted(found.alert().occurredAtMicros()) : found;
    if (next.saysTheSameAs(told)) {
      return new Step(new AlertFile(told, action, spokenOf), false);
    }
    return new Step(new AlertFile(next.inRevision(revision() + 1), action, spokenOf), true);
  }

  /** Hears what a person made of it. */
  public Step acted(AlertAction newer) {
    long spokenOf = Math.max(spokenOfMicros, newer.atMicros());
    if (told == null) {
      return new Step(
          new AlertFile(null, newer.isNewerThan(action) ? newer : action, spokenOf), false);
    }
    // An older action is told, too: each has its revision, and the newest stands in all of them.
    return new Step(
        new AlertFile(
            told.inRevision(revision() + 1), newer.isNewerThan(action) ? newer : action, spokenOf),
        true);
  }

  private long revision() {
    return told == null ? 0 : told.alert().revision();
  }
}
