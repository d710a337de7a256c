package io.zaiko.domain.count;

import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.Stated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a session says of one item: areas add up. A line of the whole location and lines of areas
 * exclude each other; the kind that spoke last is believed.
 *
 * @param areas the latest statement of each area, at most {@link #MAX_AREAS}
 * @param told what its shelf was told last; null while nothing
 */
public record ItemCount(List<AreaCount> areas, @Nullable CountStatement told) {

  /** Further areas of one item are not counted. */
  public static final int MAX_AREAS = 1_000;

  static final ItemCount NONE = new ItemCount(List.of(), null);

  /** Absent in an old savepoint means none. */
  public ItemCount {
    areas = areas == null ? List.of() : areas;
  }

  /** Whether a line of this area takes no further room. */
  boolean knows(@Nullable String area) {
    return areas.stream().anyMatch(known -> Objects.equals(known.area(), area));
  }

  boolean hasRoom() {
    return areas.size() < MAX_AREAS;
  }

  /** This item with a line more, which may be older than what is known. */
  ItemCount with(AreaCount line) {
    List<AreaCount> next = new ArrayList<>(areas.size() + 1);
    AreaCount latest = line;
    for (AreaCount known : areas) {
      if (!Objects.equals(known.area(), line.area())) {
        next.add(known);
      } else if (AreaCount.BY_TIME.compare(known, line) > 0) {
        latest = known;
      }
    }
    next.add(latest);
    return new ItemCount(next, told);
  }

  ItemCount told(CountStatement statement) {
    return new ItemCount(areas, statement);
  }

  /** The line that speaks for the item: the one stated last. */
  AreaCount latest() {
    return Collections.max(areas, AreaCount.BY_TIME);
  }

  /** What the session says of the item as a whole. */
  CountStatement statement(String countId, CountSession session) {
    AreaCount latest = latest();
    long quantity = 0;
    Stated stated = null;
    for (AreaCount each : areas) {
      boolean isBelieved = latest.area() == null ? each == latest : each.area() != null;
      if (isBelieved) {
        quantity += each.quantity();
        stated = plus(stated, each.stated());
      }
    }
    return new CountStatement(
        countId, null, session.countedAtMicros(), quantity, session.scope(), stated, latest.by());
  }

  private static @Nullable Stated plus(@Nullable Stated sum, @Nullable Stated more) {
    if (sum == null) {
      return more;
    }
    return more == null ? sum : sum.plus(more);
  }
}
