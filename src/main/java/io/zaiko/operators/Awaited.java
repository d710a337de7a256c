package io.zaiko.operators;

import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WriterSchemas;
import io.zaiko.domain.identity.Origin;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Function;

/**
 * A kind of record that may have to wait for its schema.
 *
 * @param <T> the record
 */
interface Awaited<T> extends Serializable {

  boolean awaitsSchema(T record);

  /** The record as it came. */
  Inbound inbound(T record);

  /**
   * In which lane a record waits. Those of one lane keep their order: none passes one that waits
   * there.
   */
  String lane(Inbound inbound);

  /** Whether also a record that is decoded waits while its lane is not empty. */
  boolean keepsOrder();

  /** Decodes what waited. */
  Function<WaitingRecord, T> decoder(WriterSchemas writers);

  /**
   * Goods count right in any order: a record waits for nothing but its own schema.
   *
   * @param clockSkewMax see {@link RecordDecoder}
   * @param readsBills likewise
   */
  record Goods(Duration clockSkewMax, boolean readsBills) implements Awaited<Inbound> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean awaitsSchema(Inbound record) {
      return record.awaitsSchema();
    }

    @Override
    public Inbound inbound(Inbound record) {
      return record;
    }

    @Override
    public String lane(Inbound inbound) {
      return Integer.toString(inbound.schemaId());
    }

    @Override
    public boolean keepsOrder() {
      return false;
    }

    @Override
    public Function<WaitingRecord, Inbound> decoder(WriterSchemas writers) {
      RecordDecoder decoder = new RecordDecoder(writers, clockSkewMax, readsBills);
      return r ->
          decoder.decode(
              r.topic(), r.partition(), r.offset(), r.timestampMillis(), r.key(), r.value());
    }
  }

  /** Of master data the last word counts: records of one partition stay in their order. */
  record Control() implements Awaited<ControlRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean awaitsSchema(ControlRecord record) {
      return record.awaitsSchema();
    }

    @Override
    public Inbound inbound(ControlRecord record) {
      return record.inbound();
    }

    @Override
    public String lane(Inbound inbound) {
      Origin origin = inbound.origin();
      return ControlAtStart.partition(origin.topic(), origin.partition());
    }

    @Override
    public boolean keepsOrder() {
      return true;
    }

    @Override
    public Function<WaitingRecord, ControlRecord> decoder(WriterSchemas writers) {
      ControlDecoder decoder = new ControlDecoder(writers);
      return r ->
          decoder.decode(
              r.topic(), r.partition(), r.offset(), r.timestampMillis(), r.key(), r.value());
    }
  }
}
