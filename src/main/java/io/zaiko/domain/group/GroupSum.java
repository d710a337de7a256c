package io.zaiko.domain.group;

import io.zaiko.domain.stock.StockStatus;
import org.jspecify.annotations.Nullable;

/**
 * One item over one group of locations: the sum of what its members said last.
 *
 * <pre>
 *   a share                   takes the place of the member's former one
 *   what orders ask of the
 *   group itself              is a share, too, under its own name
 *   a share taken back        leaves the sum; the last one leaves a tombstone and the version
 *   what is older than what
 *   the member said last      changes nothing
 * </pre>
 *
 * @param sum of the members' shares
 * @param asOfMicros the newest business time of a member
 * @param version of the last image; 0 before the first
 * @param publishedEpoch epoch of the last image
 * @param toldMicros how far business time had come when the last image was made
 */
public record GroupSum(
    Sum sum, long asOfMicros, long version, long publishedEpoch, long toldMicros) {

  /** Before the first contribution. */
  public static final GroupSum EMPTY = new GroupSum(Sum.NONE, Long.MIN_VALUE, 0, 0, 0);

  /** Absent in an old savepoint means no members. */
  public GroupSum {
    sum = sum == null ? Sum.NONE : sum;
  }

  /** Whether there is no member, and no order that asks any of them. */
  public boolean isEmpty() {
    return sum.isNothing();
  }

  /**
   * Takes a contribution.
   *
   * @param members what was said before, which is brought up to date
   * @param epoch of this attempt of the job, milliseconds
   * @param watermarkMicros how far business time has come
   * @param lowStockAt LOW_STOCK at this many units and below
   */
  public GroupStep apply(
      Contribution contribution,
      Members members,
      long epoch,
      long watermarkMicros,
      long lowStockAt) {
    String location = contribution.locationId();
    Share share = contribution.share();
    Member before = members.member(location);
    boolean isNothingNew = before == null ? share == null : before.isNewerThan(contribution);
    if (isNothingNew) {
      return new GroupStep(this, null);
    }
    Sum without = before == null ? sum : sum.minus(before.share());
    Sum after = share == null ? without : without.plus(share);
    if (share == null) {
      members.remove(location);
    } else {
      members.put(
          location,
          new Member(
              share, contribution.asOfMicros(), contribution.epoch(), contribution.version()));
    }
    long asOf = asOfAfter(contribution, before, members);
    boolean isNews = !after.equals(sum) || asOf != asOfMicros || publishedEpoch != epoch;
    if (!isNews) {
      return new GroupStep(this, null);
    }
    long nextVersion = after.isNothing() ? version : version + 1;
    long told = Math.max(toldMicros, watermarkMicros);
    GroupSum next = new GroupSum(after, asOf, nextVersion, epoch, told);
    return new GroupStep(next, next.image(contribution, lowStockAt));
  }

  private long asOfAfter(Contribution contribution, @Nullable Member before, Members members) {
    long own = contribution.share() == null ? Long.MIN_VALUE : contribution.asOfMicros();
    boolean wasNewest = before != null && before.asOfMicros() == asOfMicros;
    return wasNewest && own < asOfMicros ? newest(members) : Math.max(asOfMicros, own);
  }

  private static long newest(Members members) {
    long newest = Long.MIN_VALUE;
    for (Member member : members.all()) {
      newest = Math.max(newest, member.asOfMicros());
    }
    return newest;
  }

  private GroupImage image(Contribution contribution, long lowStockAt) {
    return new GroupImage(
        contribution.group(),
        contribution.sku(),
        sum.balances(),
        sum.safetyStock(),
        sum.availableToSell(),
        sum.byChannel(),
        StockStatus.of(sum.availableToSell(), lowStockAt),
        sum.members(),
        asOfMicros,
        publishedEpoch,
        version,
        isEmpty());
  }
}
