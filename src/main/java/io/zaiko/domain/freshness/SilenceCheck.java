package io.zaiko.domain.freshness;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.place.OpeningClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A look at a source because a time has come, or because it was heard: where it is silent, and what
 * is to be told of that. A source is silent at a location when {@code timeout} of the location's
 * opening hours, as they were in force at each time, has passed since the source was last heard of
 * anything.
 */
public final class SilenceCheck {

  private final String sourceId;
  private final SourceWatch before;
  private final Function<String, OpeningClock> clocks;
  private final long timeoutMicros;
  private final long nowMicros;

  private final Map<String, WatchedPlace> changed = new HashMap<>();
  private final Set<String> dropped = new HashSet<>();
  private final List<SourceNews> news = new ArrayList<>();

  /** The open minutes of silence, by location. */
  private final TreeMap<String, Long> silent = new TreeMap<>();

  private int placesLeft;
  private long lookMicros;

  /**
   * @param clocks the clock of a location, by its id
   * @param timeoutMicros open time in which a source should be heard
   * @param nowMicros how far business time has come
   */
  public SilenceCheck(
      String sourceId,
      SourceWatch before,
      Function<String, OpeningClock> clocks,
      long timeoutMicros,
      long nowMicros) {
    this.sourceId = sourceId;
    this.before = before;
    this.clocks = clocks;
    this.timeoutMicros = timeoutMicros;
    this.nowMicros = nowMicros;
    this.lookMicros = nowMicros + SourceWatch.LOOK_MICROS;
  }

  /** Looks at all locations the source speaks for. */
  public SourceStep run(Map<String, WatchedPlace> watched) {
    boolean isForgotten = isOver(before.lastHeardMicros());
    watched.forEach(
        (locationId, place) -> {
          if (isForgotten || isOver(place.spokenOfMicros())) {
            drop(locationId, place);
          } else {
            look(locationId, place);
          }
        });
    boolean hasChanged = !news.isEmpty();
    boolean isTold = hasChanged || !silent.isEmpty() && !isToldAsHeard();
    SourceWatch next = before.judged(placesLeft, silent.size(), isTold, nowMicros, lookMicros);
    return new SourceStep(
        placesLeft == 0 ? null : next, changed, dropped, news, isTold ? alert(next) : null);
  }

  private boolean isOver(long lastMicros) {
    return SourceWatch.isOver(lastMicros, nowMicros);
  }

  private boolean isToldAsHeard() {
    return before.toldHeardMicros() == before.lastHeardMicros();
  }

  private void drop(String locationId, WatchedPlace place) {
    dropped.add(locationId);
    if (place.silent()) {
      tell(locationId, SourceNews.Kind.NOT_SILENT);
    }
  }

  private void look(String locationId, WatchedPlace place) {
    placesLeft++;
    OpeningClock clock = clocks.apply(locationId);
    long latest = Math.max(nowMicros, lookMicros);
    long due = clock.after(before.lastHeardMicros(), timeoutMicros, latest);
    boolean isSilent = clock.isInUse() && due <= nowMicros;
    if (isSilent) {
      silent.put(locationId, openMinutes(clock));
    } else if (clock.isInUse()) {
      lookMicros = Math.min(lookMicros, due);
    }
    if (isSilent != place.silent()) {
      changed.put(locationId, place.found(isSilent));
      tell(locationId, isSilent ? SourceNews.Kind.FELL_SILENT : SourceNews.Kind.NOT_SILENT);
    } else if (isSilent && !isToldAsHeard()) {
      tell(locationId, SourceNews.Kind.FELL_SILENT); // heard since, but not of late
    }
  }

  private long openMinutes(OpeningClock clock) {
    return clock.between(before.lastHeardMicros(), nowMicros) / 60_000_000L;
  }

  private void tell(String locationId, SourceNews.Kind kind) {
    news.add(new SourceNews(locationId, sourceId, kind, before.lastHeardMicros()));
  }

  private Alert alert(SourceWatch next) {
    if (!silent.isEmpty()) {
      return SourceAlerts.silent(sourceId, next, silent, nowMicros);
    }
    return SourceAlerts.over(sourceId, next, !isToldAsHeard(), nowMicros);
  }
}
