package io.zaiko.codec;

import io.zaiko.domain.identity.Reason;

/** Makes a mapping total: what no check foresaw in a record is a refusal and stops no job. */
final class Unforeseen {

  /** From a record of the contract to the domain, or a refusal. */
  interface Mapping<T> {
    T map() throws Refusal;
  }

  private Unforeseen() {}

  /** What the mapping gives; MALFORMED where it fails in a way that it does not know. */
  static <T> T refused(Mapping<T> mapping) throws Refusal {
    try {
      return mapping.map();
    } catch (RuntimeException | StackOverflowError e) {
      throw new Refusal(
          Reason.MALFORMED,
          "the record cannot be taken as it is ("
              + e.getClass().getSimpleName()
              + "); see whether its numbers and times are in range");
    }
  }
}
