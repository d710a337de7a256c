package io.zaiko.operators;

import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.domain.identity.SequenceWindow;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.Shelf;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rests in state or crosses an operator does so without Kryo, so that it can evolve. */
class FlatStateTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        GoodsEvent.class,
        Movement.class,
        Order.class,
        Shelf.class,
        SequenceWindow.class,
        RememberedHash.class,
        ToSweep.class
      })
  void each_is_flat(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
