package io.zaiko.domain.alert;

/**
 * What is too much, such as money, over business time: whether it is now, since when, and whether
 * it once was for longer than a provider may be late. What lasts no longer comes of records that
 * overtake each other, and was never true.
 */
public final class Excess {
  private static final long NEVER = Long.MIN_VALUE;

  private final long lastingMicros;
  private long sinceMicros = NEVER;
  private long minor;
  private long peakMinor;
  private long lastingPeakMinor;

  /**
   * Nothing is too much yet.
   *
   * @param lastingMicros how long it must be to have been
   */
  public Excess(long lastingMicros) {
    this.lastingMicros = lastingMicros;
  }

  /**
   * How much is too much from now on.
   *
   * @param atMicros business time, not before that of the last call
   * @param tooMuchMinor 0 where nothing is
   */
  public void turn(long atMicros, long tooMuchMinor) {
    if (tooMuchMinor > 0) {
      if (sinceMicros == NEVER) {
        sinceMicros = atMicros;
        peakMinor = 0;
      }
      peakMinor = Math.max(peakMinor, tooMuchMinor);
    } else if (sinceMicros != NEVER) {
      if (atMicros - sinceMicros > lastingMicros) {
        lastingPeakMinor = Math.max(lastingPeakMinor, peakMinor);
      }
      sinceMicros = NEVER;
    }
    minor = Math.max(0, tooMuchMinor);
  }

  /** It is another matter from now on: what it was so far was not made good. */
  public void drop() {
    sinceMicros = NEVER;
    minor = 0;
  }

  /** Whether it is too much now. */
  public boolean stands() {
    return sinceMicros != NEVER;
  }

  /** Whether it is too much now, and has been for long enough. */
  public boolean isSettled(long nowMicros) {
    return stands() && nowMicros > settlesAtMicros();
  }

  /** When it will have been too much for long enough; where it stands. */
  public long settlesAtMicros() {
    return sinceMicros + lastingMicros;
  }

  /** Whether it was too much for long enough once, and is no more. */
  public boolean wasMadeGood() {
    return !stands() && onceLasted();
  }

  /** Whether it was too much for long enough once, and then was made good, be it again now. */
  public boolean onceLasted() {
    return lastingPeakMinor > 0;
  }

  /** Minor units that are too much now. */
  public long minor() {
    return minor;
  }

  /** The most that it came to while it lasted; of one that was made good. */
  public long peakMinor() {
    return lastingPeakMinor;
  }
}
