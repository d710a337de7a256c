package io.zaiko.domain.stock;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A transfer between own locations: units that left one and have not all arrived at another.
 *
 * <pre>
 *   SHIPPED from A to B    on hand at A falls at once, in transit to B grows
 *   RECEIVED at B          on hand at B grows at once, in transit to B falls, or to another place
 *                          where B was sent none
 *   CLOSED                 the items it names are no longer in transit anywhere; what did not
 *                          arrive is missing
 *   any of these, late     corrects what was in transit before; a receipt after the closing makes
 *                          good what was missing, a shipment after it is missing at once
 *
 *   TRANSFER_DISCREPANCY   (none) -&gt; SUSPECTED    more arrived than the known shipments say
 *                          SUSPECTED -&gt; RETRACTED   the shipment came to be known
 *                          SUSPECTED -&gt; CONFIRMED   it did not, within the lateness
 *                          (any) -&gt; CONFIRMED       closed, and not all or too much arrived
 *                          CONFIRMED -&gt; RESOLVED    by something that happened later
 *                          CONFIRMED -&gt; RETRACTED   by something that happened before and came late
 *   TRANSFER_OVERDUE       (none) -&gt; CONFIRMED    expected by now, and not arrived; what arrives
 *                                                meets the shipments that were due first
 *                          CONFIRMED -&gt; CONFIRMED   arrived in part: listed anew within a minute
 *                          CONFIRMED -&gt; RESOLVED    arrived or closed
 *                          CONFIRMED -&gt; RETRACTED   all arrived by the earliest due time, and
 *                                                was booked late
 * </pre>
 *
 * <p>On hand, in transit and discrepancy together stay what they were before the first record. All
 * are sums over the set of records, except beyond {@link #MAX_ITEMS}, {@link #MAX_PLACES} and
 * {@link #MAX_UNITS}, where those that came first are followed. Of the others the goods move, and
 * nothing is in transit.
 *
 * @param destinations by location id, each once, at most {@link #MAX_PLACES}
 * @param items how many items it has, at most {@link #MAX_ITEMS}
 * @param openItems how many of these are not settled
 * @param reviewAtMicros when its items are next to be looked at, to confirm a suspicion or to list
 *     anew what is overdue; {@link #NEVER} where neither waits
 * @param toldOverdue units that the last TRANSFER_OVERDUE alert spoke of; 0 while none stands
 * @param overdueSinceMicros the latest of the times by which these were expected
 * @param overdueRevision revision of that alert; 0 before the first
 * @param unfollowed lines that were beyond its bounds
 * @param unfollowedRevision revision of the TRANSFER_FULL alert; 0 before the first
 * @param spokenOfMicros when it was last spoken of: the largest of the business times of its events
 *     and of how far business time had come when they arrived
 * @param awaited what it waits for
 * @param episode of its alerts, by the business time of the first event heard of this life of it,
 *     so that a name used again once it was forgotten begins others; 0 in an old savepoint
 * @param overdueList what the TRANSFER_OVERDUE alert that stands told; with none, nothing
 */
public record Transfer(
    List<TransferDestination> destinations,
    int items,
    int openItems,
    long reviewAtMicros,
    long toldOverdue,
    long overdueSinceMicros,
    long overdueRevision,
    long unfollowed,
    long unfollowedRevision,
    long spokenOfMicros,
    TransferWait awaited,
    long episode,
    OverdueList overdueList) {

  /** Lines of further items are not followed. */
  public static final int MAX_ITEMS = 10_000;

  /** Shipments to and receipts at further locations are not followed. */
  public static final int MAX_PLACES = 100;

  /** Lines that would take what was shipped or received of an item beyond are not followed. */
  public static final long MAX_UNITS = Buckets.LIMIT / MAX_ITEMS;

  /** No time. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Nothing known. */
  public static final Transfer UNKNOWN =
      new Transfer(
          List.of(),
          0,
          0,
          NEVER,
          0,
          0,
          0,
          0,
          0,
          Long.MIN_VALUE,
          TransferWait.NONE,
          0,
          OverdueList.NONE);

  /** Absent in an old savepoint means none; what it waits for is then known by its places. */
  public Transfer {
    destinations = destinations == null ? List.of() : destinations;
    awaited = awaited == null ? TransferWait.of(destinations) : awaited;
    overdueList =
        overdueList == null ? OverdueList.of(toldOverdue, overdueSinceMicros) : overdueList;
  }

  /**
   * Applies a record of this transfer.
   *
   * @param known those of its items that the record names and that are known, by SKU
   * @param watermarkMicros how far business time has come
   * @param latenessMicros how long a shipment may be booked after its receipt
   */
  public TransferChange apply(
      GoodsEvent event,
      Map<String, TransferItem> known,
      long watermarkMicros,
      long latenessMicros) {
    return new TransferBooking(this, event, known).run(watermarkMicros, latenessMicros);
  }

  /**
   * Says what time alone has made true.
   *
   * @param transferRef its name
   * @param known all its items
   * @param nowMicros how far business time has come
   * @param latenessMicros how long a shipment may be booked after its receipt
   */
  public TransferChange judge(
      String transferRef, Iterable<TransferItem> known, long nowMicros, long latenessMicros) {
    return new TransferReview(this, transferRef, nowMicros, latenessMicros).run(known);
  }

  /** When it is next to be judged; {@link #NEVER} where nothing waits for a time. */
  public long judgeAtMicros() {
    return isSettled() ? reviewAtMicros : Math.min(reviewAtMicros, awaited.nextDueMicros());
  }

  /** Whether nothing is awaited: neither goods nor the word of a shipment. */
  public boolean isSettled() {
    return openItems == 0;
  }

  /** Its places by location id. */
  TreeMap<String, TransferDestination> destinationsById() {
    TreeMap<String, TransferDestination> byId = new TreeMap<>();
    destinations.forEach(place -> byId.put(place.locationId(), place));
    return byId;
  }

  /** This transfer with its items looked at by then. */
  Transfer reviewedBy(long atMicros) {
    return new Transfer(
        destinations,
        items,
        openItems,
        Math.min(reviewAtMicros, Math.max(atMicros, awaited.lookedAtMicros())),
        toldOverdue,
        overdueSinceMicros,
        overdueRevision,
        unfollowed,
        unfollowedRevision,
        spokenOfMicros,
        awaited,
        episode,
        overdueList);
  }

  Transfer withOverdue(long units, long sinceMicros, OverdueList list) {
    return new Transfer(
        destinations,
        items,
        openItems,
        reviewAtMicros,
        units,
        sinceMicros,
        overdueRevision + 1,
        unfollowed,
        unfollowedRevision,
        spokenOfMicros,
        awaited,
        episode,
        list);
  }
}
