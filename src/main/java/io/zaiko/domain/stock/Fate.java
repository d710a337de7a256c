package io.zaiko.domain.stock;

/**
 * Where a reservation stands by what was said of it, whether its units were there or not.
 *
 * <pre>
 *   HELD -> COMMITTED | SOLD | RELEASED | EXPIRED
 *   COMMITTED -> SOLD | RELEASED        EXPIRED, RELEASED -> COMMITTED | SOLD, by what comes later
 *   EXPIRED -> HELD, by what happened before the deadline and is heard after it
 *   UNKNOWN: spoken of, and never placed
 * </pre>
 */
public enum Fate {
  HELD,
  COMMITTED,
  SOLD,
  RELEASED,
  EXPIRED,
  UNKNOWN,
  /** Given up at the shelves that granted it, because another did not. */
  WITHDRAWN
}
