package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Trail;
import io.zaiko.testkit.PureShelves;
import io.zaiko.tools.verify.NaiveStock;
import io.zaiko.tools.verify.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * TPC-DS with its weekly snapshots as counts through codec and domain: what {@code replay tpcds
 * --counts} sends, also shuffled, without brokers and engine.
 */
class TpcdsInAnyOrderTest {
  private static final long BROKER_MILLIS = 1_900_000_000_000L;

  /** What a run of all records came to. */
  private static final class Run {
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final RecordDecoder decoder = new RecordDecoder(schemas::get);
    private final PureShelves shelves = new PureShelves(Trail.TAIL);
    private final List<SpecificRecord> accepted = new ArrayList<>();
    private long refused;

    Run(List<Outgoing> records) {
      records.forEach(this::receive);
    }

    private void receive(Outgoing sent) {
      Schema schema = sent.record().getSchema();
      int id = schema.getFullName().hashCode() & 0xffff;
      schemas.put(id, schema);
      byte[] value = WireFormat.encode(id, sent.record());
      Inbound inbound = decoder.decode(sent.topic(), 0, 0, BROKER_MILLIS, new byte[0], value);
      if (inbound.event() == null) {
        refused++;
      } else {
        accepted.add(sent.record());
        shelves.receive(inbound.event());
      }
    }

    Map<String, Units> balances() {
      Map<String, Units> balances = new HashMap<>();
      shelves.shelves().forEach((key, shelf) -> balances.put(key, units(shelf.balances())));
      return balances;
    }

    Map<String, Long> variances() {
      Map<String, Long> variances = new HashMap<>();
      for (Alert alert : shelves.alerts().values()) {
        boolean stands = alert.status() != Alert.Status.RETRACTED;
        if (stands && alert.check() == Alert.Check.COUNT_VARIANCE) {
          variances.put(alert.key(), alert.facts().get("variance"));
        }
      }
      return variances;
    }

    private static Units units(Buckets of) {
      return new Units(
          of.onHand(),
          of.damaged(),
          of.qualityControl(),
          of.onHold(),
          of.notFound(),
          of.allocated(),
          of.inTransit(),
          of.staged());
    }
  }

  @Test
  void in_either_order_the_final_stock_is_the_naive_models_and_the_variances_are_the_same() {
    DataSets.numbered(Dataset.TPCDS);
    ReplayPlan plan = ReplayPlan.whole(Dataset.TPCDS.adapter(null, false, true), false);
    List<Outgoing> records;
    try (Stream<Outgoing> events = plan.adapter().events()) {
      records = events.toList();
    }
    Run ordered = new Run(records);
    Map<String, Units> expected = new HashMap<>();
    NaiveStock.of(ordered.accepted)
        .balances()
        .forEach((shelf, units) -> expected.put(shelf.toString(), units));
    assertThat(ordered.refused).isEqualTo(Dataset.answersWithCounts(null).toBeRefused());
    assertSame(ordered.balances(), expected);
    Map<String, Long> variances = ordered.variances();
    assertThat(variances.size()).as("variances").isGreaterThan(100_000);
    ordered = null; // two runs at a time are more than a test's memory holds

    Run shuffled = new Run(plan.shuffled(1).inOrderOfSending(records));
    assertSame(shuffled.balances(), expected);
    assertSame(shuffled.variances(), variances);
  }

  /** Shows a few differences where there may be a hundred thousand. */
  private static <T> void assertSame(Map<String, T> actual, Map<String, T> expected) {
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (key, value) -> {
          if (!value.equals(actual.get(key))) {
            differences.add(key + ": " + actual.get(key) + ", not " + value);
          }
        });
    assertThat(differences.stream().limit(10)).as("of %d", differences.size()).isEmpty();
    assertThat(actual).hasSameSizeAs(expected);
  }
}
