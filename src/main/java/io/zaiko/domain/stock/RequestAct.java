package io.zaiko.domain.stock;

/** What a request asks of a reservation. */
public enum RequestAct {
  /** Hold these units. */
  PLACE,
  /** Hold them longer. */
  EXTEND,
  /** They are an order now. */
  COMMIT,
  /** They are wanted no more. */
  RELEASE
}
