package io.zaiko.domain.group;

/**
 * A shelf that contributes to a group, as it last said.
 *
 * @param share what it adds
 * @param asOfMicros largest business time among its applied events
 * @param epoch of the attempt of the job that said so
 * @param version of its last image then
 */
public record Member(Share share, long asOfMicros, long epoch, long version) {

  /** Absent in an old savepoint means nothing. */
  public Member {
    share = share == null ? Share.NONE : share;
  }

  /** Whether this was said after a contribution, so that the contribution has no more weight. */
  boolean isNewerThan(Contribution other) {
    return epoch > other.epoch() || (epoch == other.epoch() && version > other.version());
  }
}
