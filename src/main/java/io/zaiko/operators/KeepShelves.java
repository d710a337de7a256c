package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.group.Trade;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.CountReview;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Restatement;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfId;
import io.zaiko.domain.stock.ShelfPast;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Step;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each shelf up to date and tells of it: a ledger entry for each movement, an availability
 * image where numbers or time are news, an alert where people should look. Where the world changes
 * around many shelves, a {@link Sweep} looks at them again.
 *
 * <p>The first input is keyed by shelf, the second is broadcast. An operator rather than a process
 * function, for only an operator may walk over its keys a slice at a time.
 *
 * <p>Rules of single shelves come with the broadcast, too: each is heard by all and kept by one,
 * with its shelf, so that general and single ones are heard in one order and a movement needs no
 * second look into the state.
 *
 * <p>State, by shelf: one {@link Shelf}, which lives as long as the books or the rule of the shelf
 * and is held in {@link ShelvesAtHand}, its {@link KeptPast}, {@link KeptLines} and {@link
 * KeptHolds}. Broadcast: the {@link World}. Operator state: the {@link AttemptEpoch}, and what is
 * {@link LeftToSweep}.
 */
public final class KeepShelves extends AbstractStreamOperator<Outbound>
    implements TwoInputStreamOperator<Movement, ControlRecord, Outbound>,
        Triggerable<String, VoidNamespace> {

  /** What shelves say to the groups of their locations. */
  public static final OutputTag<Contribution> CONTRIBUTIONS = new OutputTag<>("contributions") {};

  /** What shelves answer in each round of a reservation. */
  public static final OutputTag<Ballot> BALLOTS = new OutputTag<>("ballots") {};

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final ControlAtStart controlAtStart;
  private final long lowStockAt;
  private final Duration lateHorizon;
  private final Duration varianceLateness;
  private final Duration reservationRetention;

  private transient ShelvesAtHand shelves;
  private transient ShelfKeys keys;
  private transient KeptPast past;
  private transient KeptLines openLines;
  private transient KeptHolds holds;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient ShelfVoice voice;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient AttemptEpoch attempt;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient LeftToSweep leftToSweep;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient World world;

  private transient @Nullable Sweep sweep;
  private transient long epoch;
  private transient boolean isFresh;

  /**
   * @param controlAtStart what the control topics said when a fresh job was submitted
   * @param lowStockAt LOW_STOCK at this many units and below
   * @param lateHorizon how late a count may come
   * @param varianceLateness how long after a count its variance is only suspected
   * @param reservationRetention how long a hold that takes no units is remembered
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public KeepShelves(
      SchemaIds schemaIds,
      ControlAtStart controlAtStart,
      long lowStockAt,
      Duration lateHorizon,
      Duration varianceLateness,
      Duration reservationRetention) {
    this.schemaIds = schemaIds;
    this.controlAtStart = controlAtStart;
    this.lowStockAt = lowStockAt;
    this.lateHorizon = lateHorizon;
    this.varianceLateness = varianceLateness;
    this.reservationRetention = reservationRetention;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    OperatorStateStore store = context.getOperatorStateStore();
    attempt = new AttemptEpoch(store, System.currentTimeMillis());
    epoch = attempt.millis();
    leftToSweep = new LeftToSweep(store);
    world = new World(store, Thresholds.at(lowStockAt));
    isFresh = !context.isRestored();
    if (isFresh) {
      world.startWith(controlAtStart);
    } else {
      leftToSweep.restore(world, controlAtStart);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    shelves = new ShelvesAtHand(getRuntimeContext(), this);
    keys = new ShelfKeys(getKeyedStateBackend(), getRuntimeContext().getTaskInfo());
    past = new KeptPast(getRuntimeContext(), lateHorizon, varianceLateness);
    openLines = new KeptLines(getRuntimeContext());
    holds = new KeptHolds(getRuntimeContext(), reservationRetention);
    timers = getInternalTimerService("count-reviews", VoidNamespaceSerializer.INSTANCE, this);
    holds.dieBy(getInternalTimerService("hold-memory", VoidNamespaceSerializer.INSTANCE, holds));
    voice = new ShelfVoice(output, schemaIds);
    if (isFresh) {
      takeOverShelfRules();
    }
    sweep = new Sweep(keys::all, this::visit, getProcessingTimeService(), getMetricGroup());
    leftToSweep.list().forEach(sweep::answer);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    shelves.writeOut();
    attempt.keep();
    leftToSweep.keep(sweep().unfinished());
  }

  @Override
  public void processElement1(StreamRecord<Movement> element) throws Exception {
    Movement movement = element.getValue();
    ShelfAtHand atHand = shelves.take(movement.shelfKey());
    ShelfId id = ShelfId.of(movement);
    ShelfView view = world.around(id, atHand.shelf(), epoch);
    HoldWord word = movement.hold();
    Movement done = word == null ? movement : heard(movement, word, atHand.shelf(), view);
    Movement givenUp = holds.givenUp(movement);
    Cause cause = Cause.of(movement);
    ShelfPast known = past.of(atHand, timers.currentWatermark());
    if (givenUp != null) {
      applied(atHand.shelf().applyUnseen(done, view, known), atHand);
    }
    Movement last = givenUp == null ? done : givenUp;
    Image image = applied(atHand.shelf().apply(last, cause, view, known), atHand);
    atHand.update(traded(id, atHand.shelf(), view, image, cause));
  }

  private @Nullable Image applied(Step step, ShelfAtHand shelf) throws Exception {
    past.keep(step.posting());
    reviewLater(step.posting().counts(), Long.MIN_VALUE);
    voice.write(step.entry());
    voice.tell(step.image(), step.alerts());
    openLines.follow(step.entry());
    shelf.update(step.next());
    return step.image();
  }

  /** Asks the shelf what a word comes to, and hands on what it answers. */
  private Movement heard(Movement told, HoldWord word, Shelf shelf, ShelfView view)
      throws Exception {
    long available = shelf.availableTo(word.terms().channel(), view);
    KeptHolds.Heard heard = holds.hear(told, word, available);
    if (heard.ballot() != null) {
      voice.answer(heard.ballot());
    }
    return heard.movement();
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
    ControlRecord control = element.getValue();
    if (world.knows(control)) {
      return;
    }
    switch (control.topic()) {
      case ITEMS -> noteItem(control);
      case LOCATIONS -> noteLocation(control);
      case STOCK_RULES -> noteRule(control);
    }
  }

  private void noteItem(ControlRecord item) throws Exception {
    switch (world.noteItem(item)) {
      case NOTHING_NEW -> {}
      case CHANGED ->
          sweep().answer(ToSweep.item(item.id(), Cause.item(item.inbound().origin().address())));
      case NO_ROOM -> refuse(NonStockItems.refusal(item));
    }
  }

  private void noteLocation(ControlRecord location) throws Exception {
    if (!world.noteLocation(location, sweep()::answer)) {
      refuse(Places.refusal(location));
    }
  }

  /** Every subtask refuses the same record: one of them says so. */
  private void refuse(Inbound refused) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      voice.refuse(refused);
    }
  }

  private void noteRule(ControlRecord rule) throws Exception {
    if (!rule.isOfOneShelf()) {
      ToSweep concerned = world.noteRule(rule);
      if (concerned != null) {
        sweep().answer(concerned);
      }
    } else if (keys.isOwn(rule.id())) {
      ShelfAtHand shelf = ruled(rule.id(), rule.rule());
      restate(shelf, ShelfId.ofKey(rule.id()), World.cause(rule));
    }
  }

  private void takeOverShelfRules() throws Exception {
    for (StockRule rule : controlAtStart.rules()) {
      String key = rule.scope().key();
      if (!rule.scope().isGeneral() && keys.isOwn(key)) {
        shelves.writeOut(ruled(key, rule));
      }
    }
  }

  private ShelfAtHand ruled(String key, @Nullable StockRule rule) {
    setCurrentKey(key);
    ShelfAtHand shelf = shelves.look(key);
    shelf.update(shelf.shelf().under(rule));
    return shelf;
  }

  private void visit(String key, ShelfId id, Cause cause) throws Exception {
    setCurrentKey(key);
    ShelfAtHand shelf = shelves.look(key);
    if (shelf.stands() != null) {
      restate(shelf, id, cause);
    }
  }

  private void restate(ShelfAtHand atHand, ShelfId id, Cause cause) throws Exception {
    Shelf shelf = atHand.shelf();
    ShelfView view = world.around(id, shelf, epoch);
    Restatement restated = shelf.restated(id, view, cause);
    Image image = restated == null ? null : restated.image();
    if (restated != null) {
      voice.tell(image, restated.alerts());
    }
    Shelf next = traded(id, restated == null ? shelf : restated.next(), view, image, cause);
    if (!next.equals(shelf)) {
      atHand.update(next);
    }
    shelves.writeOut(atHand);
  }

  /** Tells the groups of the location, and of orders that wait there or can not be served. */
  private Shelf traded(
      ShelfId id, Shelf shelf, ShelfView view, @Nullable Image image, Cause cause) {
    if (Trade.isOfNoConcern(shelf, view)) {
      return shelf;
    }
    Trade trade = Trade.of(id, shelf, view, image, cause, openLines);
    voice.contribute(trade.contributions());
    voice.tell(null, trade.alerts());
    return shelf.trading(trade.next());
  }

  /** Looks again at the counts, some of whose variances have become certain. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ShelfAtHand shelf = shelves.look(timer.getKey());
    if (shelf.stands() == null) {
      return;
    }
    long now = timer.getTimestamp();
    ShelfId id = ShelfId.ofKey(timer.getKey());
    CountReview review = shelf.shelf().reviewed(id, past.of(shelf, now), BusinessTime.micros(now));
    past.keep(review.books());
    reviewLater(review.books(), now);
    voice.tell(null, review.alerts());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    // None is set: all timers go by business time.
  }

  /**
   * Sets the timer for the first variance that is only suspected.
   *
   * @param firing the time of the timer that fires, which must not be set anew: it would fire again
   *     before time goes on, for ever
   */
  private void reviewLater(@Nullable CountedBooks counts, long firing) {
    Long due = counts == null ? null : KeptPast.dueMillis(counts, varianceLateness);
    if (due != null && due > firing) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
    }
  }

  @Override
  public void finish() throws Exception {
    sweep().finish();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (sweep != null) {
      sweep.close(); // before the state that its keys are read from
    }
    super.close();
  }

  private Sweep sweep() {
    return Objects.requireNonNull(sweep, "not open");
  }
}
