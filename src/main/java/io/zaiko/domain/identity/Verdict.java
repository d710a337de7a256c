package io.zaiko.domain.identity;

import org.jspecify.annotations.Nullable;

/** What is decided about a record when its identity is looked up. */
public enum Verdict {
  /** Not received before: it is to be applied. */
  NEW(null),
  /** Received before: dropped. */
  DUPLICATE(null),
  /** The same identity with another content: the first stands. */
  CONFLICT(Reason.EVENT_CONFLICT),
  /** The number of an older record on a later one: the source restarted its numbering. */
  REUSED(Reason.SEQUENCE_REUSED),
  /** The number lies in a lost gap or too far before the window. */
  EXPIRED(Reason.SEQUENCE_EXPIRED);

  private final @Nullable Reason refusal;

  Verdict(@Nullable Reason refusal) {
    this.refusal = refusal;
  }

  /** Why the record is refused; null where it is not. */
  public @Nullable Reason refusal() {
    return refusal;
  }

  /**
   * What is decided by event id alone.
   *
   * @param rememberedHash of the record received under this id; null where there was none
   */
  public static Verdict byEventId(@Nullable Long rememberedHash, long contentHash) {
    if (rememberedHash == null) {
      return NEW;
    }
    return rememberedHash == contentHash ? DUPLICATE : CONFLICT;
  }
}
