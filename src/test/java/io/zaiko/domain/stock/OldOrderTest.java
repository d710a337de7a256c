package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.Events.line;
import static io.zaiko.domain.stock.Events.misRingOf;
import static io.zaiko.domain.stock.Fulfilments.sold;
import static io.zaiko.domain.stock.Fulfilments.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that rests in a savepoint from before there were fulfilments. */
class OldOrderTest {

  /**
   * As the engine wrote it then, packed: what describes {@link Order}, and one of two lines, 1 for
   * pickup and 2 carried out. Sale s1 at 10 has 4 and 3 units of these, s2 at 20 has 1 and 2; the
   * mis-ring v1 of s2 takes back one of each.
   */
  private static final String WRITTEN =
      """
      eNrtWU9z20QUXztOrDhxUyAXoAwHAi3DVLQXYJjhINvrRFTWCklOaS6arbxOVMtaI8nun6/Bja/B8BU4ceHW4ciFOxcu
      MLCS5UhKZEueqUI7U88k1q5+b99v39v39u0atKh7yuMJNs8IP7QtZ8QaFv8IzzDvP52QqW/ZHu9OHd8aE16hj6hGXAvb
      1jPiag6eeGfUBwBUwbsW5Z9ha0T5AR1jy+E9n5ojHrkD4gJQ+/PnH76ahMBNpoR4FfZ8sFroHPjOb+DBOizlqW3jhzaJ
      mR5c7kqQ3wDNP2oht+Czf/8f9r8S/gmZak06HlMnofgh9ggvWZ6/cvhKauj/aUYvyt3vr/CcxPyWcDkHmtgmrq+SmeVZ
      1AmI3Mkf4LLQMVDW8Qd1ThP2SjfTtgo1kQF8YhLPW4teUqgserUgDgIFN/NZLbDb35ft6UNKB94FT2+DDWz6AdWP8sUi
      aKW5ltmgMx0nzJZupsz2djYBwQxe74KdtqCqIuwYqK+DPaR2oMoaOjK0I1EBby46ukg1FLF9r68AToV6X5VhB1y/BxXd
      aD0w2n1NRz2oBu/aUDxm7zih8zXrZU+bPRR01NuoLwftnWBkJdK4sxAwRBk02hLSohc17BK80tuxCc+xJ0Bfw4aa71qp
      xXexI738hi4dFyW0wP5YklOXMGhTZ2D5LE0w0CbgNChJQkuCoN4ResIhs/3eN31BEnXmMSTrKpJAHcnGEZI6YFtGOvNy
      X+6ArSB4ZBrw/zh/rgm0DuQ1Zis6iX3iINVKzbVhUxMHkxIHgZLb+ZQuSJS5KrjvppilDv9poOiTfGopfFmZcsMbTYtm
      nwhapo22PB+zHaLoejpHV5+/sOR9I1urFqpKZO4aqA/wGJ/O2d7MkUtiy/Il51C/S6dOqORWDqEUuCxGW9Q5ovZgvsBW
      80lAy2JzjQWUzeKJpT7fpXagis9hlSFSFrt4ZYHUc9UPE+aH+eEQIV/JjWTZ7Dk6I+7Qpo9XJs24mkvhy3LVpscqWW8e
      ZbmMYnA5e17Ni8KmSK3rlRxiW4ECwV+Zv2M6Mbr61+vz6st2Xl2WGUOfpe4nOOz3LNOl3uqNZy6YApe2FQZBd4S9s0KM
      kuCrTu+bM2oNCueSBZj7/XW8vGzx8kG2946Zy8JqYkycZNg0QB1PJrY1rwn5YuJJkbJWagN7aBiH6N1izC5IlUVuz2QH
      tpE2Io97lm1boa7PijHMEi2L5htkOCSmb82IkMh2XxQjmi1cFtU6mTGl4lqrMCFS5mnwOjXNqeuSQdIOnxfjmClbmg3p
      1GdjkHVsGItUbpRUsb+3ZD+Za2aQJqgLiiKJrErfPoEqMiRRhmBHuC+IumZoAivjd+C3bahpxjESO6Cpq4KsdaFqdPuS
      BDihpSG1FdT4kUgb9RQJ6hA0FUHVDdQ1wqs80ND6ClQ12Amu++Cx2IFyGwJOR0ylwOC7GtMhsnNBOO4u6oeyTNkhTN+D
      fFrMuldyd5KqG4oSu4pa461gq1JcYoa/A8TL/8tiHJeJX3VptOz5mjehI+Ikt5vbq38Xy5C44snMy45q9J3+hH3Vynm7
      ws6MZ3QSA2rRzVuWXFhDXhy8Abjn/9Z/evKrGPfts76/Wd8vdyIl1Vhf9Dm5pGIfbMzuZr+upMdLM7rEspJov6qzWwD/
      A4pRbAg=
      """;

  private final FulfilledOrder order = new FulfilledOrder();

  @BeforeEach
  void restore() throws IOException {
    byte[] packed = Base64.getMimeDecoder().decode(WRITTEN);
    DataInputDeserializer in =
        new DataInputDeserializer(
            new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes());
    TypeSerializerSnapshot<Order> then =
        TypeSerializerSnapshot.readVersionedSnapshot(in, Order.class.getClassLoader());
    TypeSerializer<Order> now =
        TypeInformation.of(Order.class).createSerializer(new SerializerConfigImpl());
    assertThat(now.snapshotConfiguration().resolveSchemaCompatibility(then).isIncompatible())
        .isFalse();
    order.becomes(then.restoreSerializer().deserialize(in));
  }

  @Test
  void it_knows_its_sales_and_not_who_told_them() {
    assertThat(order.now().lines())
        .allSatisfy(
            line ->
                assertThat(line.soldAt())
                    .containsExactly(
                        new SoldAt(SoldAt.hash("s1"), 10, 0, null, null),
                        new SoldAt(SoldAt.hash("s2"), 20, 0, null, null)));
  }

  @Test
  void its_mis_rings_move_their_units_when_the_sale_they_name_did() {
    order.say(misRingOf("s2", "w", 95, 12, line(2, Act.CARRIED_OUT, 1)));
    assertThat(order.told("w")).containsExactly("shop 20 APPLIED " + Buckets.onHand(1));
    assertThat(order.told("v1")).as("told before").isEmpty();
  }

  @Test
  void it_is_fulfilled_as_any_other() {
    order.say(step(FulfilmentAct.SHIPPED, "h", 100, "shop", 3));
    order.assertBooks("shop on hand -3 allocated -3");
    order.say(step(FulfilmentAct.SHIPPED, "h2", 101, "shop", 2));
    order.assertBooks("shop on hand -4 allocated -4");
    order.assertAlerts("EXCESS_FULFILMENT 1 CONFIRMED {excess=1, sold=5}");
  }

  @Test
  void a_further_sale_is_not_double_booked_where_nobody_knows_who_sold_the_first() {
    order.say(sold("till", "t", 99, "shop", 1, Act.CARRIED_OUT));
    assertThat(order.alerts()).isEmpty();
  }

  @Test
  void what_was_told_of_fulfilments_is_nothing_where_it_is_absent() {
    assertThat(new LineFulfilment(1, "sku", null, 0, null, null, null, null))
        .isEqualTo(LineFulfilment.none(1, "sku"));
    assertThat(new Search(0, null)).isEqualTo(Search.NONE);
  }
}
