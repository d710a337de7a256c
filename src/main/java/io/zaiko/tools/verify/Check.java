package io.zaiko.tools.verify;

/** What is compared, as the report names it. */
enum Check {
  INPUTS("input records", "each is applied, a duplicate or a dead letter: one of them, once"),
  REFUSALS("dead letters", "each reason holds, and nothing applied should have been refused"),
  DUPLICATES("duplicates", "each repeats a record that was applied, word for word"),
  LINES("applied lines", "the ledger says of each line what it did"),
  LEDGER("ledger entries", "balances follow from the entry before"),
  SHELVES("shelves", "recomputed = ledger = availability"),
  RESERVATIONS(
      "reservations", "each stands as was asked, sold and paid; what was granted was there"),
  PAYMENTS("payments", "each stands where its events put it, and what is wrong with it is told"),
  IMAGES("availability images", "sums, status, version + 1, nothing skipped"),
  RULES("offers", "safety stock, channels and status are what the rules say"),
  GROUPS("group records", "what a group has is the sum over its open members"),
  FRESHNESS("locations", "last_business_time and silent sources are what was heard"),
  ALERTS(
      "stock alerts",
      "variances, discrepancies, gaps, orders, shelves below 0 are told, with their numbers");

  private final String subject;
  private final String claim;

  Check(String subject, String claim) {
    this.subject = subject;
    this.claim = claim;
  }

  /** What is counted. */
  String subject() {
    return subject;
  }

  /** What holds where the check passes. */
  String claim() {
    return claim;
  }
}
