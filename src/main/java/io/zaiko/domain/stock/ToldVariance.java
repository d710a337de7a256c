package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;

/**
 * What people were last told of a count's variance.
 *
 * @param expected on hand by the books at the count
 * @param counted on hand by the count
 * @param inTransit on the way to the shelf at the count
 * @param status where the alert stands: SUSPECTED, CONFIRMED or RETRACTED
 * @param revision 1 at first
 */
public record ToldVariance(
    long expected, long counted, long inTransit, Alert.Status status, long revision) {

  /** By how much more was counted than the books said. */
  long variance() {
    return counted - expected;
  }

  boolean isStanding() {
    return status == Alert.Status.SUSPECTED || status == Alert.Status.CONFIRMED;
  }

  boolean saysTheSameAs(ToldVariance other) {
    return expected == other.expected
        && counted == other.counted
        && inTransit == other.inTransit
        && status == other.status;
  }
}
