package io.zaiko.codec;

import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.domain.stock.GoodsEvent;

/** From requests of reservations, and what the job says of them, to the domain. */
final class ReservationMapping {
  private ReservationMapping() {}

  static GoodsEvent request(ReservationRequest request, Arrival arrival) throws Refusal {
    throw new UnsupportedOperationException("to be written");
  }

  static GoodsEvent release(HoldRelease release, Arrival arrival) throws Refusal {
    throw new UnsupportedOperationException("to be written");
  }
}
