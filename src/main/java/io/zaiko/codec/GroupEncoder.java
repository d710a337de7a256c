package io.zaiko.codec;

import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.domain.group.GroupImage;
import io.zaiko.domain.stock.Buckets;

/** What groups of locations have, to Kafka records. Not for several threads. */
public final class GroupEncoder {
  static {
    AvroLimits.ensure();
  }

  private final BodyWriter<AvailabilityByGroup> images;

  public GroupEncoder(SchemaIds ids) {
    this.images = new BodyWriter<>(new AvailabilityByGroup(), ids);
  }

  /**
   * The image of an item over a group, keyed {@code group|sku}; a tombstone where nobody has it.
   */
  public Outbound image(GroupImage image, long emittedAtMicros) {
    byte[] key = OutputEncoder.bytes(image.group() + '|' + image.sku());
    if (image.withdrawn()) {
      return new Outbound(OutputTopic.AVAILABILITY_BY_GROUP.topic(), key, null);
    }
    Buckets balances = image.balances();
    AvailabilityByGroup record = new AvailabilityByGroup();
    record.setGroup(image.group());
    record.setSku(image.sku());
    record.setOnHand(balances.onHand());
    record.setUnavailable(OutputEncoder.unavailable(balances));
    record.setAllocated(balances.allocated());
    record.setStaged(balances.staged());
    record.setReserved(balances.reserved());
    record.setInTransit(balances.inTransit());
    record.setSafetyStock(image.safetyStock());
    record.setAvailableToSell(image.availableToSell());
    record.setChannels(image.channels());
    record.setStatus(OutputEncoder.status(image.status()));
    record.setLocations(image.locations());
    record.setAsOf(OutputEncoder.instant(image.asOfMicros()));
    record.setEmittedAt(OutputEncoder.instant(emittedAtMicros));
    record.setEpoch(image.epoch());
    record.setVersion(image.version());
    return new Outbound(OutputTopic.AVAILABILITY_BY_GROUP.topic(), key, images.write(record));
  }
}
