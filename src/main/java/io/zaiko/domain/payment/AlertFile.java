package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.AlertAction;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One alert as it was told last, and what people made of it. Neither overwrites the other.
 *
 * @param told null where it was not told yet
 * @param action the newest; null where there is none
 * @param spokenOfMicros business time of what was last said
 * @param others what others say of it meanwhile, as far as it stands
 */
public record AlertFile(
    @Nullable MoneyAlert told,
    @Nullable AlertAction action,
    long spokenOfMicros,
    List<MoneyAlert> others) {
  /** Nothing is known of it. */
  public static final AlertFile EMPTY = new AlertFile(null, null, Long.MIN_VALUE, List.of());

  public AlertFile {
    others = others == null ? List.of() : others;
  }

  /**
   * What is known from now on, and whether there is something new to tell.
   *
   * @param next what is known
   * @param isNews whether its alert is to be told
   */
  public record Step(AlertFile next, boolean isNews) {}

  /**
   * Hears how the matter stands, as one of those who may tell of it says. It stands as long as one
   * of them says so; while two do, as the first says.
   */
  public Step heard(MoneyAlert found) {
    long spokenOf = Math.max(spokenOfMicros, found.alert().occurredAtMicros());
    List<MoneyAlert> rest =
        others.stream().filter(each -> !each.teller().equals(found.teller())).toList();
    if (told == null) {
      return found.stands()
          ? new Step(new AlertFile(found.inRevision(1), action, spokenOf, rest), true)
          : new Step(new AlertFile(null, action, spokenOf, rest), false);
    }
    boolean isOfAnother = !told.teller().isEmpty() && !told.teller().equals(found.teller());
    if (told.stands() && isOfAnother) { // who told it before tellers were known is nobody else
      return new Step(new AlertFile(told, action, spokenOf, with(rest, found)), false);
    }
    MoneyAlert next = found;
    if (!found.stands()) {
      next = rest.isEmpty() ? told.retracted(found.alert().occurredAtMicros()) : rest.get(0);
      rest = rest.stream().skip(1).toList();
    }
    boolean isNews = !next.saysTheSameAs(told);
    MoneyAlert standing = isNews ? next.inRevision(revision() + 1) : told.by(next.teller());
    return new Step(new AlertFile(standing, action, spokenOf, rest), isNews);
  }

  private static List<MoneyAlert> with(List<MoneyAlert> rest, MoneyAlert found) {
    return found.stands() ? Stream.concat(rest.stream(), Stream.of(found)).toList() : rest;
  }

  /** Hears what a person made of it. */
  public Step acted(AlertAction newer) {
    long spokenOf = Math.max(spokenOfMicros, newer.atMicros());
    if (told == null) {
      return new Step(
          new AlertFile(null, newer.isNewerThan(action) ? newer : action, spokenOf, others), false);
    }
    // An older action is told, too: each has its revision, and the newest stands in all of them.
    return new Step(
        new AlertFile(
            told.inRevision(revision() + 1),
            newer.isNewerThan(action) ? newer : action,
            spokenOf,
            others),
        true);
  }

  /** Whether it was told, and neither taken back nor made good. */
  public boolean isOpen() {
    return told != null && told.stands() && told.alert().status() != Alert.Status.RESOLVED;
  }

  private long revision() {
    return told == null ? 0 : told.alert().revision();
  }
}
