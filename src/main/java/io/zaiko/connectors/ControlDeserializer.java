package io.zaiko.connectors;

import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes master data in the source; hands on undecoded what it cannot decode at once. */
final class ControlDeserializer implements KafkaRecordDeserializationSchema<ControlRecord> {
  private static final long serialVersionUID = 1L;

  private final RegistryAccess registry;
  private transient @Nullable ControlDecoder decoder;

  ControlDeserializer(RegistryAccess registry) {
    this.registry = registry;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new ControlDecoder(registry.briefSchemas());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> out) {
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
  public TypeInformation<ControlRecord> getProducedType() {
    return TypeInformation.of(ControlRecord.class);
  }
}
