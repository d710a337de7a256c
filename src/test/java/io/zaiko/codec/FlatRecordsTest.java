package io.zaiko.codec;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** What crosses an operator does so without Kryo. */
class FlatRecordsTest {
  @Test
  void an_inbound_record_is_flat() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Inbound.class);
  }

  @Test
  void an_outbound_record_is_flat() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Outbound.class);
  }

  @Test
  void a_control_record_is_flat() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(ControlRecord.class);
  }
}
