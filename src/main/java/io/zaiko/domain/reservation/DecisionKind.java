package io.zaiko.domain.reservation;

/** What became of a reservation. The names are API. */
public enum DecisionKind {
  GRANTED,
  REFUSED,
  EXTENDED,
  COMMITTED,
  RELEASED,
  EXPIRED
}
