package io.zaiko.connectors;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes in the source, because per-partition watermarks need the business time there. A record
 * whose schema cannot be had at once is handed on undecoded.
 */
final class GoodsDeserializer implements KafkaRecordDeserializationSchema<Inbound> {
  private static final long serialVersionUID = 1L;

  private final RegistryAccess registry;
  private final Duration clockSkewMax;
  private final boolean readsBills;
  private transient @Nullable RecordDecoder decoder;

  GoodsDeserializer(RegistryAccess registry, Duration clockSkewMax, boolean readsBills) {
    this.registry = registry;
    this.clockSkewMax = clockSkewMax;
    this.readsBills = readsBills;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new RecordDecoder(registry.briefSchemas(), clockSkewMax, readsBills);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) {
    out.collect(
        Objects.requireNonNull(decoder, "not opened")
            .decode(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value()));
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return TypeInformation.of(Inbound.class);
  }
}
