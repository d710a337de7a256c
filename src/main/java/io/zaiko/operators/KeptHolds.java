package io.zaiko.operators;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.reservation.Hold;
import io.zaiko.domain.reservation.HoldStep;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.ShelfId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.jspecify.annotations.Nullable;

/**
 * The holds of the shelf at hand, in the engine's state.
 *
 * <p>State, by shelf: one {@link Hold} for each reservation that names it. It dies {@code
 * retention} after it was last spoken of, at a full hour, where it takes no units; one that does
 * lives on: its checkout will end it.
 */
final class KeptHolds implements Triggerable<String, VoidNamespace> {

  private final MapState<String, Hold> holds;
  private final HourOfDeath death;

  @SuppressWarnings("NullAway.Init") // set by dieBy(), before anything is heard
  private InternalTimerService<VoidNamespace> timers;

  /** What a word did: the movement as it turned out, and the answer; null where none is due. */
  record Heard(Movement movement, @Nullable Ballot ballot) {}

  @SuppressWarnings("NullAway.Init") // timers are set by dieBy()
  KeptHolds(RuntimeContext context, Duration retention) {
    this.holds =
        context.getMapState(
            new MapStateDescriptor<>("holds", Types.STRING, TypeInformation.of(Hold.class)));
    this.death = new HourOfDeath(retention);
  }

  /** Goes by these timers, whose target this is. */
  void dieBy(InternalTimerService<VoidNamespace> clock) {
    timers = clock;
  }

  /**
   * Hears a word.
   *
   * @param availableUnits what the channel of the reservation may buy here now
   */
  Heard hear(Movement told, HoldWord word, long availableUnits) throws Exception {
    String reservation = word.terms().reservationId();
    HoldStep step =
        known(reservation)
            .heard(
                word,
                told.lineNo(),
                availableUnits,
                BusinessTime.micros(timers.currentWatermark()));
    keep(step.next());
    boolean isAnswered = word.terms().fate() != Fate.WITHDRAWN;
    return new Heard(
        told.turnedOut(step.outcome(), step.orderRef(), step.deltas()),
        isAnswered ? step.next().ballot(word.terms(), ShelfId.of(told)) : null);
  }

  /** What a hold gives up because a sale takes its units; null where it gives up none. */
  @Nullable Movement givenUp(Movement sale) throws Exception {
    String reservation = sale.reservationId();
    if (reservation == null || sale.kind() != RecordKind.SALE) {
      return null;
    }
    long units = Math.max(-sale.deltas().onHand(), sale.deltas().allocated());
    if (units <= 0) {
      return null;
    }
    HoldStep step = known(reservation).consumed(units, sale.asOfMicros());
    keep(step.next());
    return step.deltas().equals(Buckets.NONE)
        ? null
        : new Movement(
            sale.locationId(),
            sale.sku(),
            sale.eventId(),
            step.next().lineNo(),
            RecordKind.RESERVATION,
            Outcome.APPLIED,
            step.orderRef(),
            sale.occurredAtMicros(),
            sale.asOfMicros(),
            step.deltas());
  }

  private Hold known(String reservation) throws Exception {
    Hold known = holds.get(reservation);
    return known == null ? Hold.unheard(reservation) : known;
  }

  private void keep(Hold hold) throws Exception {
    holds.put(hold.reservationId(), hold);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, deathMillis(hold));
  }

  /** Lets those die whose time has come. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    List<String> dead = new ArrayList<>();
    for (Hold hold : Objects.requireNonNull(holds.values())) {
      if (hold.isIdle() && deathMillis(hold) <= timer.getTimestamp()) {
        dead.add(hold.reservationId());
      }
    }
    for (String reservation : dead) {
      holds.remove(reservation); // not by the iterator, which leaves an empty map on the heap
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    // None is set: all timers go by business time.
  }

  private long deathMillis(Hold hold) {
    return death.millis(hold.spokenOfMicros());
  }
}
