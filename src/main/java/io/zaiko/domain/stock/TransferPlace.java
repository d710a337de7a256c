package io.zaiko.domain.stock;

/**
 * What is known of one item of a transfer at one location.
 *
 * @param locationId where units were sent to or arrived
 * @param shipped units sent there
 * @param received units that arrived there, damaged ones among them
 */
public record TransferPlace(String locationId, long shipped, long received) {

  TransferPlace plus(long moreShipped, long moreReceived) {
    return new TransferPlace(locationId, shipped + moreShipped, received + moreReceived);
  }
}
