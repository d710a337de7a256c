package io.zaiko.domain.identity;

/**
 * Which source wrote a record, and under which number.
 *
 * @param id the source's stable name
 * @param epoch grows when the source restarts its numbering, 0 or more
 * @param sequence gapless number within (id, epoch, kind), 0 or more; {@link #NO_SEQUENCE} where
 *     the source does not number its records
 */
public record SourceRef(String id, long epoch, long sequence) {

  public static final long NO_SEQUENCE = -1;

  public boolean isNumbered() {
    return sequence != NO_SEQUENCE;
  }
}
