package io.zaiko.domain.stock;

/** What a line says happened to its units. */
public enum Act {
  /** Sold and carried out of the shop. */
  CARRIED_OUT,
  /** Sold, to be shipped. */
  ORDERED_TO_SHIP,
  /** Sold, to be collected. */
  ORDERED_FOR_PICKUP,
  /** Came back from a customer, in the condition {@code to}. */
  RETURNED,
  /** Refunded, but the customer keeps the goods. */
  KEPT_BY_CUSTOMER,
  /** Received from a supplier. */
  RECEIVED,
  /** On hand changed by a signed quantity, in the condition {@code from}. */
  ADJUSTED,
  /** Went from the condition {@code from} to {@code to} without moving. */
  MOVED,
  /** Counted: an absolute statement. */
  COUNTED,
  /** Left the location for another own one. */
  SHIPPED_OUT,
  /** Arrived from another own location, in part perhaps damaged. */
  RECEIVED_IN,
  /** Nothing more of a transfer is expected. */
  CLOSED_OUT,
  /** A step of the fulfilment of an order line; {@link FulfilmentTerms} say which. */
  FULFILLED,
  /** Wanted for a cart or checkout, or wanted no more. */
  HELD
}
