package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What hearing a statement, or time, brought about.
 *
 * @param next what is known from now on
 * @param told where it stands now; null where nothing was said of it
 * @param alerts all that there is to tell of it, said before or not
 * @param takenBack checks that were told and no longer hold
 */
public record PaymentLifeStep(
    PaymentLife next,
    @Nullable PaymentStanding told,
    List<MoneyAlert> alerts,
    List<Alert.Check> takenBack) {

  /** The alerts that are to be taken back. */
  public List<MoneyAlert> takenBack(String payment) {
    return takenBack.stream()
        .map(check -> MoneyAlert.takenBack(check, payment, next.spokenOfMicros()))
        .toList();
  }
}
