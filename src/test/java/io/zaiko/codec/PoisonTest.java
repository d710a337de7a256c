package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Sale;
import io.zaiko.domain.identity.Reason;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid Avro that breaks those who read on: each is answered, none throws. */
class PoisonTest {

  private static final String SALE =
      "{\"type\":\"record\",\"name\":\"Sale\",\"namespace\":\"io.zaiko.avro\",";

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, -1, 0})
  void a_time_at_the_end_of_the_scale_is_out_of_range(long micros) throws Exception {
    GenericData.Record sale = generic(Samples.sale().build());
    sale.put("occurred_at", micros);
    assertThat(decode(sale).reason()).isEqualTo(Reason.TIME_OUT_OF_RANGE);
  }

  @Test
  void a_price_of_more_digits_than_the_contract_allows_harms_nobody() throws Exception {
    BigInteger thirtyDigits = BigInteger.TEN.pow(29);
    GenericData.Record sale = generic(Samples.sale().build());
    GenericData.Record line = (GenericData.Record) ((java.util.List<?>) sale.get("lines")).get(0);
    line.put("unit_price", ByteBuffer.wrap(thirtyDigits.toByteArray()));
    assertThat(decode(sale).event()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SALE + "\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}]}",
        SALE + "\"fields\":[{\"name\":\"a\",\"type\":[\"int\",\"int\"]}]}",
        SALE + "\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"a\",\"type\":\"int\"}]}",
        SALE + "\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"order\":\"sideways\"}]}",
        SALE
            + "\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"fixed\",\"name\":\"f\",\"size\":2147483647}}]}",
        SALE + "\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"Sale\"}}]}",
        SALE
            + "\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}}}]}",
        "nonsense",
      })
  void a_schema_that_avro_chokes_on_is_a_refusal(String json) {
    byte[] value = {0, 0, 0, 0, 50, 2, 2, 2};
    Inbound inbound =
        new RecordDecoder(id -> WireFormat.parseSchema(json))
            .decode("sales.web", 0, 0, Samples.BROKER_TIME.toEpochMilli(), null, value);
    assertThat(inbound.event()).isNull();
    assertThat(inbound.reason()).isIn(Reason.UNRESOLVABLE_SCHEMA, Reason.LENGTH_LIMIT);
  }

  private static GenericData.Record generic(Sale sale) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new org.apache.avro.specific.SpecificDatumWriter<Sale>(Sale.class).write(sale, encoder);
    return new org.apache.avro.generic.GenericDatumReader<GenericData.Record>(Sale.getClassSchema())
        .read(null, org.apache.avro.io.DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }

  private static Inbound decode(GenericData.Record sale) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, 1});
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(Sale.getClassSchema()).write(sale, encoder);
    Inbound inbound = Samples.decode("sales.web", out.toByteArray());
    return inbound;
  }
}
