package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * That a reservation lacks its order, as its checkout says and as people were told. A checkout does
 * not know what its shelves answered: of a reservation that was refused beside one that was paid it
 * says the same, and nobody waits for that order. So people are told only of what was promised;
 * once they were told, they are told of the end, too.
 *
 * @param said what the checkout said last; null for nothing
 * @param told where the alert stands that people were told; null before any
 * @param revision of that alert; 0 before any
 */
public record Overdue(@Nullable Alert said, Alert.@Nullable Status told, long revision) {
  /** Nothing said. */
  static final Overdue NOTHING = new Overdue(null, null, 0);

  /** Hears its checkout. */
  Overdue hearing(Alert alert) {
    return new Overdue(alert, told, revision);
  }

  /** What people are to be told now; null for nothing. */
  @Nullable Alert untold(boolean isPromised) {
    if (said == null || said.status() == told) {
      return null;
    }
    boolean isNews = told != null || (isPromised && said.status() != Alert.Status.RETRACTED);
    return isNews ? said.inRevision(revision + 1) : null;
  }

  /** After people were told. */
  Overdue telling(Alert alert) {
    return new Overdue(said, alert.status(), alert.revision());
  }
}
