package io.zaiko.tools.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Takes records in business time and hands them on in the order in which they are delivered. */
final class Courier {
  private static final int ONE_TWICE_IN = 50;

  private final Delivery delivery;
  private final SplittableRandom chance;
  private final Consumer<Told> to;
  private final PriorityQueue<Parcel> underWay =
      new PriorityQueue<>(
          Comparator.comparingLong(Parcel::arrives).thenComparingLong(Parcel::number));
  private long number;

  Courier(Delivery delivery, SplittableRandom chance, Consumer<Told> to) {
    this.delivery = delivery;
    this.chance = chance;
    this.to = to;
  }

  private record Parcel(long arrives, long number, Told told) {}

  /** Takes a record; none of before may have occurred later. */
  void take(Told told) {
    switch (delivery) {
      case BUSINESS_TIME -> to.accept(told);
      case AS_ARRIVED -> send(told, told.arrivesMicros());
      case SHUFFLED -> {
        send(told, told.arrivesMicros() + chance.nextLong(Micros.HOUR));
        if (chance.nextInt(ONE_TWICE_IN) == 0) {
          send(told, told.arrivesMicros() + chance.nextLong(2 * Micros.HOUR));
        }
      }
    }
    handOn(told.occurredMicros());
  }

  private void send(Told told, long arrives) {
    underWay.add(new Parcel(arrives, number++, told));
  }

  private void handOn(long now) {
    for (Parcel first = underWay.peek();
        first != null && first.arrives() < now;
        first = underWay.peek()) {
      underWay.remove();
      to.accept(first.told());
    }
  }

  /** Nothing more comes. */
  void close() {
    handOn(Long.MAX_VALUE);
  }
}
