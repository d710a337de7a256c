package io.zaiko.domain.reservation;

/** How the payments of a checkout stand at one instant. */
enum CoverState {
  /** None was heard of, or one brought a part of the money and no more is under way. */
  NONE,
  /** Money may still come. */
  UNDER_WAY,
  /** All failed, were voided, ran out or were given back. */
  FAILED,
  /** The order is paid in full. */
  COVERED
}
