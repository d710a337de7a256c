package io.zaiko.tools.simulate;

/** In which order the lines of a file stand. */
public enum Delivery {
  /** By {@code occurred_at}. */
  BUSINESS_TIME,
  /**
   * As they arrive: an offline store when it is connected again, a silent provider when it speaks
   * again, some captures before their authorisation.
   */
  AS_ARRIVED,
  /** As they arrive, each up to an hour later, and one in fifty a second time. */
  SHUFFLED
}
