package io.zaiko.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a record says, in 64 bits: the first eight bytes of the SHA-256 of its encoding with the
 * contract's own schema, whichever version it was written with. Not for several threads.
 */
final class ContentHash<T extends SpecificRecord> {
  private final SpecificDatumWriter<T> writer;
  private final MessageDigest sha256 = sha256();
  private final Sink sink = new Sink(sha256);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(sink, null);

  ContentHash(Schema contract, SpecificData model) {
    this.writer = new SpecificDatumWriter<>(contract, model);
  }

  /** The hash of all fields as they are now. */
  long of(T record) {
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Takes the encoder's buffer straight into the digest. */
  private static final class Sink extends OutputStream {
    private final MessageDigest digest;

    Sink(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void write(int b) {
      digest.update((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }
  }
}
