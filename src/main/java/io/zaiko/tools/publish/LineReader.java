package io.zaiko.tools.publish;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a line says. It is taken as a whole or refused as a whole. */
interface LineReader {
  Read read(String line) throws RefusedLine;

  /**
   * A line that was read.
   *
   * @param records to be sent, in this order
   * @param skipped how many of its events do not belong into the topic, 0 or more
   */
  record Read(List<? extends SpecificRecord> records, int skipped) {
    public Read {
      records = List.copyOf(records);
    }

    static Read of(SpecificRecord record) {
      return new Read(List.of(record), 0);
    }
  }
}
