package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.Fate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a reservation stands: a function of the set of all that was said of its checkout and of how
 * far time has come, in whatever order it was heard.
 *
 * @param fate where it stands
 * @param untilMicros until when it is held, while HELD; when it ran out, where EXPIRED; else 0
 * @param isPaid whether a payment covered its checkout while it was committed
 * @param isAlone whether it was then the one reservation of its checkout that stood
 * @param orderRef where COMMITTED or SOLD, the order or else the checkout; else null
 * @param committedAtMicros where COMMITTED, since when; else 0
 * @param wasLongWithoutOrder whether it stood committed for too long before a sale or a RELEASE
 */
public record Plan(
    Fate fate,
    long untilMicros,
    boolean isPaid,
    boolean isAlone,
    @Nullable String orderRef,
    long committedAtMicros,
    boolean wasLongWithoutOrder) {
  /** Before anything was told. */
  static final Plan UNTOLD = new Plan(Fate.UNKNOWN, 0, false, false, null, 0, false);

  /** Whether there is nothing new in it for a shelf. */
  boolean tellsTheSameAs(Plan other) {
    return fate == other.fate
        && untilMicros == other.untilMicros
        && isPaid == other.isPaid
        && isAlone == other.isAlone
        && Objects.equals(orderRef, other.orderRef);
  }
}
