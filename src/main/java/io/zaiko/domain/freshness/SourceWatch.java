package io.zaiko.domain.freshness;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands. Whatever it says, of whatever location, shows that it is alive.
 *
 * <pre>
 *   heard  -- the timeout has passed since, in the opening hours of a location  --> silent there
 *   silent -- heard again, or the location is closed now                        --> heard
 *   any    -- not heard for {@link #KEPT_MICROS}                                --> forgotten
 * </pre>
 *
 * @param lastHeardMicros the largest business time of what it said
 * @param firstHeardMicros business time of the first it said; tells apart the lives of a source
 *     that was forgotten and comes back
 * @param places how many locations it is watched at, at most {@link #MAX_PLACES}
 * @param silentPlaces at how many of these it was found silent
 * @param revision of its alert; 0 before the first
 * @param toldHeardMicros when the alert says it was last heard; meaningless before the first
 * @param judgedAtMicros business time at which that was found
 * @param lookAtMicros when it is to be looked at next
 */
public record SourceWatch(
    long lastHeardMicros,
    long firstHeardMicros,
    int places,
    int silentPlaces,
    long revision,
    long toldHeardMicros,
    long judgedAtMicros,
    long lookAtMicros) {

  /** Locations at which one source is watched; at further ones its silence is not noticed. */
  public static final int MAX_PLACES = 1_000;

  /** A source not heard for so long is forgotten, and so is a location that it no longer names. */
  public static final long KEPT_MICROS = TimeUnit.DAYS.toMicros(30);

  /** A look at least so often, because opening hours may have changed. */
  static final long LOOK_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final long SPOKEN_GRAIN_MICROS = TimeUnit.HOURS.toMicros(1);

  /** Whether what was last heard then is to be forgotten now, or never to be watched. */
  public static boolean isOver(long lastMicros, long nowMicros) {
    return nowMicros >= lastMicros + KEPT_MICROS;
  }

  /** A source that is heard for the first time. */
  public static SourceWatch of(long timeMicros, long timeoutMicros) {
    return new SourceWatch(
        timeMicros, timeMicros, 0, 0, 0, 0, Long.MIN_VALUE, timeMicros + timeoutMicros);
  }

  /** After something else it said. */
  public SourceWatch heard(long timeMicros) {
    return new SourceWatch(
        Math.max(lastHeardMicros, timeMicros),
        firstHeardMicros,
        places,
        silentPlaces,
        revision,
        toldHeardMicros,
        judgedAtMicros,
        lookAtMicros);
  }

  /**
   * What a location becomes that the source spoke for.
   *
   * @param known null where it is new
   * @return null where nothing changes: it was spoken for within the hour, or there is no room
   */
  public @Nullable WatchedPlace spokenFor(@Nullable WatchedPlace known, long timeMicros) {
    if (known == null) {
      return places >= MAX_PLACES ? null : new WatchedPlace(timeMicros, false);
    }
    boolean isRecent = timeMicros < known.spokenOfMicros() + SPOKEN_GRAIN_MICROS;
    return isRecent ? null : new WatchedPlace(timeMicros, known.silent());
  }

  /** With one more location, where its silence may be due earlier than elsewhere. */
  public SourceWatch withPlace(long timeoutMicros) {
    return new SourceWatch(
        lastHeardMicros,
        firstHeardMicros,
        places + 1,
        silentPlaces,
        revision,
        toldHeardMicros,
        judgedAtMicros,
        Math.min(lookAtMicros, lastHeardMicros + timeoutMicros));
  }

  /** Whether an alert stands. */
  public boolean isSilent() {
    return silentPlaces > 0;
  }

  /**
   * Whether what was just heard may end the silence: it cannot wait for the next look.
   *
   * @param timeMicros its business time
   * @param nowMicros how far business time has come
   */
  public boolean mayHaveEnded(long timeMicros, long nowMicros, long timeoutMicros) {
    return isSilent() && (timeMicros > judgedAtMicros || timeMicros > nowMicros - timeoutMicros);
  }

  SourceWatch judged(int placesLeft, int silent, boolean isTold, long nowMicros, long lookMicros) {
    return new SourceWatch(
        lastHeardMicros,
        firstHeardMicros,
        placesLeft,
        silent,
        isTold ? revision + 1 : revision,
        isTold ? lastHeardMicros : toldHeardMicros,
        nowMicros,
        lookMicros);
  }
}
