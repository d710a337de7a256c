package io.zaiko.tools.publish;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.tools.publish.from.NotTaken;
import io.zaiko.tools.publish.from.ProviderAdapter;
import io.zaiko.tools.publish.from.Told;
import java.time.Clock;

/**
 * Reads what a provider delivers, and refuses what the job would refuse: a card number in an
 * order's name must not even reach the topic.
 */
final class DeliveryReader implements LineReader {
  private final String topic;
  private final ProviderAdapter adapter;
  private final Clock clock;
  private final RecordDecoder job = new RecordDecoder(id -> PaymentEvent.SCHEMA$);

  /** A reader for one thread; the clock stands for the broker's. */
  DeliveryReader(String topic, ProviderAdapter adapter, Clock clock) {
    this.topic = topic;
    this.adapter = adapter;
    this.clock = clock;
  }

  @Override
  public Read read(String line) throws RefusedLine {
    Told told;
    try {
      told = adapter.read(line);
    } catch (NotTaken e) {
      throw new RefusedLine(e.text());
    }
    for (PaymentEvent event : told.events()) {
      Inbound judged = job.decode(topic, 0, 0, clock.millis(), null, WireFormat.encode(1, event));
      String message = judged.message();
      if (message != null) {
        throw new RefusedLine(message);
      }
    }
    return new Read(told.events(), told.skipped());
  }
}
