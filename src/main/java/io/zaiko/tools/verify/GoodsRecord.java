package io.zaiko.tools.verify;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record of sold goods that was accepted.
 *
 * @param channel what its topic is called after the dot
 * @param atMicros business time, set right by the clock of who said it
 */
record GoodsRecord<T extends SpecificRecord>(T said, String channel, long atMicros) {
  String eventId() {
    return Contract.eventId(said);
  }
}
