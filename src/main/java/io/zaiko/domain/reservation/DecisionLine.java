package io.zaiko.domain.reservation;

/**
 * What one shelf was asked and what there was.
 *
 * @param locationId its location
 * @param sku its item
 * @param quantity units asked, 1 or more
 * @param channelAts what the channel might have bought when the shelf was asked first, 0 or more
 * @param isGranted whether the shelf could hold them
 * @param withoutStock units promised to the order although none were left
 */
public record DecisionLine(
    String locationId,
    String sku,
    long quantity,
    long channelAts,
    boolean isGranted,
    long withoutStock) {

  static DecisionLine of(Ballot ballot) {
    return new DecisionLine(
        ballot.locationId(),
        ballot.sku(),
        ballot.quantity(),
        ballot.channelAts(),
        ballot.isGranted(),
        ballot.withoutStock());
  }
}
