package io.zaiko.codec;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.domain.stock.GoodsEvent;

/** From a provider's event to the domain. */
final class PaymentMapping {
  private PaymentMapping() {}

  static GoodsEvent payment(PaymentEvent event, Arrival arrival) throws Refusal {
    throw new UnsupportedOperationException("to be written");
  }
}
