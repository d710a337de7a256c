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
 * @param episodeMicros the time of the count when people were first told, which names the alert
 *     from then on: a count_id that is used again later speaks of another one. 0 in states from
 *     before alerts of counts had one
 * @param unbookedReceipt units of a receipt booked after the count that would explain it; 0 for
 *     none
 * @param uncertainUnits units that moved at times so imprecise that they may lie on either side of
 *     the count
 * @param timePrecisionMicros the widest interval of those that hold these times; 0 for none
 */
public record ToldVariance(
    long expected,
    long counted,
    long inTransit,
    Alert.Status status,
    long revision,
    long episodeMicros,
    long unbookedReceipt,
    long uncertainUnits,
    long timePrecisionMicros) {

  /** By how much more was counted than the books said. */
  long variance() {
    return counted - expected;
  }

  Uncertain uncertain() {
    return new Uncertain(uncertainUnits, timePrecisionMicros);
  }

  /** The same, told as certain. */
  ToldVariance confirmed() {
    return new ToldVariance(
        expected,
        counted,
        inTransit,
        Alert.Status.CONFIRMED,
        revision + 1,
        episodeMicros,
        unbookedReceipt,
        uncertainUnits,
        timePrecisionMicros);
  }

  boolean isStanding() {
    return status == Alert.Status.SUSPECTED || status == Alert.Status.CONFIRMED;
  }

  boolean saysTheSameAs(ToldVariance other) {
    return expected == other.expected
        && counted == other.counted
        && inTransit == other.inTransit
        && unbookedReceipt == other.unbookedReceipt
        && uncertainUnits == other.uncertainUnits
        && timePrecisionMicros == other.timePrecisionMicros
        && status == other.status;
  }
}
