package io.zaiko.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes what rests in state as the engine does, and reads it back. */
public final class Savepoint implements PureShelves.Rewriting {

  private final Map<Class<?>, TypeSerializer<?>> serializers = new HashMap<>();

  @Override
  public <T> T rewritten(Class<T> type, T value) {
    try {
      TypeSerializer<T> serializer = serializer(type);
      DataOutputSerializer out = new DataOutputSerializer(256);
      serializer.serialize(value, out);
      return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // each is put under its own type
  private <T> TypeSerializer<T> serializer(Class<T> type) {
    return (TypeSerializer<T>)
        serializers.computeIfAbsent(
            type, first -> TypeInformation.of(type).createSerializer(new SerializerConfigImpl()));
  }
}
