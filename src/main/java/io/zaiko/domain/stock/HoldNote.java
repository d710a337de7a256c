package io.zaiko.domain.stock;

/** What else there is to say of an answer. The names are API. */
public enum HoldNote {
  NONE,
  /** The request named another checkout than that of the reservation, and changed nothing. */
  NOT_YOURS,
  /** No PLACE of this reservation was heard. */
  UNKNOWN_RESERVATION,
  /** A PLACE of this reservation was heard before with other lines; the first stands. */
  EVENT_CONFLICT,
  /** A payment covers the reservation: it can be released when the money is given back. */
  PAID,
  /** It came too late, or changed nothing. */
  NO_EFFECT,
  /** The reservation takes no further statements. */
  TOO_MANY_REQUESTS
}
