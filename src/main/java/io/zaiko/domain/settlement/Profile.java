package io.zaiko.domain.settlement;

/** How the payments of a channel are known. */
public enum Profile {
  /** Every sale has its payments. */
  LINKED,
  /** A marketplace collects. */
  PARTNER,
  /** Nobody knows which payment is of which sale, as with terminals that stand alone. */
  UNLINKED
}
