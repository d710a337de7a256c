package io.zaiko.domain.stock;

/** What happened to units of an order line after it was sold. */
public enum FulfilmentAct {
  /** Another location is to supply them. */
  ASSIGNED,
  /** Picked and set aside. */
  READY,
  /** Handed to the carrier. */
  SHIPPED,
  /** Handed to the customer. */
  PICKED_UP,
  /** The order no longer wants them. */
  CANCELLED,
  /** Not found when picked. */
  SHORT_PICKED
}
