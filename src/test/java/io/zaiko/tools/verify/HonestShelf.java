package io.zaiko.tools.verify;

import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * One shelf by formula, from the words of the contract: each bucket is the last count that speaks
 * of it, and what moved since. Nothing here is gone through in order.
 */
final class HonestShelf {
  /**
   * A count.
   *
   * @param rank decides between counts of one time
   * @param stated unavailable units by reason
   */
  record Count(
      long at, String rank, long quantity, Map<String, Long> stated, boolean sellableOnly) {
    boolean speaksOf(String reason) {
      return reason.equals("NOT_FOUND") || stated.containsKey(reason);
    }

    boolean isAfter(Count other) {
      return at > other.at || (at == other.at && rank.compareTo(other.rank) > 0);
    }
  }

  private record Move(long at, Units change) {}

  private record Loose(long from, long to, long units) {}

  private static final List<String> REASONS =
      List.of("DAMAGED", "QUALITY_CONTROL", "ON_HOLD", "NOT_FOUND");

  private final List<Move> moves = new ArrayList<>();
  private final Map<String, Count> counts = new TreeMap<>();
  private final List<Move> received = new ArrayList<>();
  private final List<Loose> loose = new ArrayList<>();
  private long inTransit;
  private int said;

  void move(Booking booking, Units change) {
    long at = booking.movedAtMicros();
    moves.add(new Move(at, change));
    said += change.equals(Units.ZERO) ? 0 : 1;
    if (booking.width() > 0 && change.onHand() != 0) {
      loose.add(new Loose(at, at + booking.width() - 1, moved(booking.kind(), change.onHand())));
    }
  }

  /** Voids, which bring back, and fulfilments, which take away, may take back what they did. */
  private static long moved(String kind, long onHand) {
    return switch (kind) {
      case "VOID" -> onHand;
      case "FULFILMENT" -> -onHand;
      default -> Math.abs(onHand);
    };
  }

  /** By its width, what may have moved before a count, or at its time, and after it as well. */
  Map<Long, Long> looseAround(String countId) {
    long at = counts.get(countId).at();
    Map<Long, Long> units = new TreeMap<>();
    loose.stream()
        .filter(each -> each.from() <= at && at < each.to())
        .forEach(each -> units.merge(each.to() - each.from() + 1, each.units(), Long::sum));
    units.values().removeIf(sum -> sum == 0);
    return units;
  }

  /** Goods were delivered, which are told as moved beside this. */
  void receive(long at, long units) {
    received.add(new Move(at, Units.onHand(units)));
  }

  /** Whether so many were delivered within a day after a count. */
  boolean isReceived(String countId, long units) {
    long at = counts.get(countId).at();
    return received.stream()
        .anyMatch(
            move ->
                move.change().onHand() == units
                    && move.at() > at
                    && move.at() - at <= 24 * 3_600_000_000L);
  }

  void onItsWay(long units) {
    inTransit += units;
    said++;
  }

  void count(String countId, Count count) {
    counts.put(countId, count);
    said++;
  }

  /** How often something was said of what is here. */
  int said() {
    return said;
  }

  Set<String> countIds() {
    return new TreeSet<>(counts.keySet());
  }

  /** Whether a movement of that time lies at or before a count. */
  boolean isAbsorbed(long at) {
    return counts.values().stream().anyMatch(count -> at <= count.at());
  }

  boolean isSuperseded(String countId) {
    Count count = counts.get(countId);
    return counts.values().stream().anyMatch(other -> other.isAfter(count));
  }

  /** By time: whether two counts of that time differ. */
  Map<Long, Boolean> conflicts() {
    Map<Long, Set<Long>> quantities = new TreeMap<>();
    for (Count count : counts.values()) {
      quantities.computeIfAbsent(count.at(), first -> new TreeSet<>()).add(count.quantity());
    }
    Map<Long, Boolean> conflicts = new TreeMap<>();
    quantities.forEach((at, said) -> conflicts.put(at, said.size() > 1));
    return conflicts;
  }

  /** What the count says that stands at a time. */
  long standing(long at) {
    return latest(counts.values().stream().filter(count -> count.at() == at).toList()).quantity();
  }

  Units now() {
    List<Count> all = List.copyOf(counts.values());
    return new Units(
        onHand(all, Long.MAX_VALUE),
        unavailable("DAMAGED", all, Long.MAX_VALUE),
        unavailable("QUALITY_CONTROL", all, Long.MAX_VALUE),
        unavailable("ON_HOLD", all, Long.MAX_VALUE),
        unavailable("NOT_FOUND", all, Long.MAX_VALUE),
        moved(null, Long.MAX_VALUE, Units::allocated),
        inTransit,
        moved(null, Long.MAX_VALUE, Units::staged),
        moved(null, Long.MAX_VALUE, Units::reserved));
  }

  /** What a count says more than the books of before its time; 0 where another one stands. */
  long variance(String countId) {
    Count count = counts.get(countId);
    if (counts.values().stream().anyMatch(any -> any.at() == count.at() && any.isAfter(count))) {
      return 0;
    }
    List<Count> upTo = counts.values().stream().filter(any -> any.at() <= count.at()).toList();
    return onHand(upTo, count.at()) - expected(countId);
  }

  /** What the books of before the time of a count have. */
  long expected(String countId) {
    long at = counts.get(countId).at();
    return onHand(counts.values().stream().filter(any -> any.at() < at).toList(), at);
  }

  /** Whether anything was said of the shelf before a count. */
  boolean isOpening(String countId) {
    Count count = counts.get(countId);
    return counts.values().stream().noneMatch(any -> any.at() < count.at())
        && moves.stream()
            .noneMatch(move -> move.at() <= count.at() && !move.change().equals(Units.ZERO));
  }

  /** What the books have as of a time. */
  long onHandAt(long at) {
    return onHand(counts.values().stream().filter(count -> count.at() <= at).toList(), at);
  }

  private long onHand(List<Count> counts, long until) {
    Count last = latest(counts);
    long base = 0;
    if (last != null) {
      base = last.quantity();
      if (last.sellableOnly()) {
        for (String reason : REASONS) {
          base += unavailable(reason, counts, last.at());
        }
        base += moved(null, last.at(), Units::staged); // set aside, and not looked at
      }
    }
    return base + moved(last, until, Units::onHand);
  }

  private long unavailable(String reason, List<Count> counts, long until) {
    Count last = latest(counts.stream().filter(count -> count.speaksOf(reason)).toList());
    long base = last == null ? 0 : last.stated().getOrDefault(reason, 0L);
    return base + moved(last, until, units -> of(reason, units));
  }

  private static long of(String reason, Units units) {
    return switch (reason) {
      case "DAMAGED" -> units.damaged();
      case "QUALITY_CONTROL" -> units.qualityControl();
      case "ON_HOLD" -> units.onHold();
      default -> units.notFound();
    };
  }

  private static Count latest(List<Count> counts) {
    return counts.stream().reduce((a, b) -> b.isAfter(a) ? b : a).orElse(null);
  }

  private long moved(Count since, long until, ToLongFunction<Units> bucket) {
    return moves.stream()
        .filter(move -> (since == null || move.at() > since.at()) && move.at() <= until)
        .mapToLong(move -> bucket.applyAsLong(move.change()))
        .sum();
  }
}
