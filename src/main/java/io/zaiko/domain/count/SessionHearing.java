package io.zaiko.domain.count;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears the records of one session, one after the other. Each line has at least one movement, which
 * becomes its witness in the ledger: AWAITS_COMPLETE while the session is open; then the line
 * stated last of each item carries what the session says of it, and the others are PART_OF_COUNT.
 */
public final class SessionHearing {

  private final SessionItems items;
  private final Consumer<Movement> shelves;
  private final List<Alert> alerts = new ArrayList<>(0);
  private final Set<Integer> witnessed = new HashSet<>();

  /**
   * @param shelves takes what shelves are told
   */
  public SessionHearing(SessionItems items, Consumer<Movement> shelves) {
    this.items = items;
    this.shelves = shelves;
  }

  /**
   * Hears a record.
   *
   * @param before the session; null before its first record
   * @param event a count with a {@code count_id}
   * @param watermarkMicros how far business time has come
   * @param settledBeforeMicros what was counted before this can take effect no more: a record of
   *     such a session is TOO_LATE and says nothing
   */
  public SessionStep hear(
      @Nullable CountSession before,
      GoodsEvent event,
      long watermarkMicros,
      long settledBeforeMicros) {
    CountHead head = Objects.requireNonNull(event.count(), "only counts come here");
    if (before != null && before.countedAtMicros() < settledBeforeMicros) {
      witness(event, Outcome.TOO_LATE);
      return new SessionStep(before, alerts);
    }
    CountSession heard =
        before == null
            ? CountSession.opened(event, head, watermarkMicros)
            : before.heard(event, head, watermarkMicros);
    CountSession session = noted(heard, event, head);
    if (session.isComplete()) {
      session = told(before, session, event, head);
      witness(event, Outcome.PART_OF_COUNT);
    } else {
      witness(event, Outcome.AWAITS_COMPLETE);
    }
    return new SessionStep(completed(session, event, head), alerts);
  }

  private CountSession noted(CountSession heard, GoodsEvent event, CountHead head) {
    CountSession session = heard;
    for (GoodsLine line : event.lines()) {
      ItemCount known = items.item(line.sku());
      ItemCount item = known == null ? ItemCount.NONE : known;
      boolean isNew = !item.knows(line.area());
      if (isNew && !(session.hasRoom() && item.hasRoom())) {
        session = overflown(session, event, line, head);
      } else {
        session = isNew ? session.withEntry() : session;
        items.put(line.sku(), item.with(AreaCount.of(event, head, line)));
      }
    }
    return session;
  }

  private CountSession overflown(
      CountSession session, GoodsEvent event, GoodsLine line, CountHead head) {
    witness(event, line, Outcome.SESSION_FULL);
    if (session.isOverflowTold()) {
      return session;
    }
    alerts.add(SessionAlerts.overflow(key(head), session, event.eventId(), event.asOfMicros()));
    return session.withOverflowTold();
  }

  /**
   * Tells what a record changed: its own items, and all where the session as a whole says something
   * else. The others of a large session wait for {@link #retold}, so that the pages of somebody who
   * was offline do not each repeat it in full.
   */
  private CountSession told(
      @Nullable CountSession before, CountSession session, GoodsEvent event, CountHead head) {
    String countId = Objects.requireNonNull(head.countId(), "a session has a name");
    boolean isChanged = before == null || session.saysOtherwiseThan(before);
    if (isChanged && session.isToldAtOnceAfter(before)) {
      for (Map.Entry<String, ItemCount> entry : items.all()) {
        tell(session, head.locationId(), countId, entry.getKey(), entry.getValue(), event);
      }
      return session;
    }
    Set<String> told = new HashSet<>();
    for (GoodsLine line : event.lines()) {
      ItemCount item = items.item(line.sku());
      if (item != null && told.add(line.sku())) {
        tell(session, head.locationId(), countId, line.sku(), item, event);
      }
    }
    return isChanged ? session.withHalfTold(true) : session;
  }

  /**
   * Tells the rest of a session that is half told.
   *
   * @param key {@code location|count_id}
   */
  public CountSession retold(CountSession session, String key) {
    int end = key.indexOf(Movement.KEY_SEPARATOR);
    for (Map.Entry<String, ItemCount> entry : items.all()) {
      tell(
          session,
          key.substring(0, end),
          key.substring(end + 1),
          entry.getKey(),
          entry.getValue(),
          null);
    }
    return session.withHalfTold(false);
  }

  /**
   * @param event what is heard; null where time alone went on
   */
  private void tell(
      CountSession session,
      String locationId,
      String countId,
      String sku,
      ItemCount item,
      @Nullable GoodsEvent event) {
    CountStatement statement = item.statement(countId, session);
    if (statement.equals(item.told())) {
      return;
    }
    items.put(sku, item.told(statement));
    AreaCount latest = item.latest();
    if (event != null && latest.by().eventId().equals(event.eventId())) {
      witnessed.add(latest.lineNo());
    }
    shelves.accept(
        new Movement(
            locationId,
            sku,
            latest.by().eventId(),
            latest.lineNo(),
            RecordKind.COUNT,
            Outcome.APPLIED,
            null,
            statement.atMicros(),
            Math.min(statement.atMicros(), latest.asOfMicros()),
            Buckets.NONE,
            latest.clockSkewMillis(),
            statement,
            0));
  }

  private void witness(GoodsEvent event, Outcome outcome) {
    for (GoodsLine line : event.lines()) {
      witness(event, line, outcome);
    }
  }

  private void witness(GoodsEvent event, GoodsLine line, Outcome outcome) {
    if (witnessed.add(line.lineNo())) {
      shelves.accept(Movement.counted(event, line, outcome, null));
    }
  }

  private CountSession completed(CountSession session, GoodsEvent event, CountHead head) {
    if (!session.isComplete() || !session.isSuspected()) {
      return session;
    }
    CountSession resolved = session.withOpenAlert(Alert.Status.RESOLVED);
    alerts.add(SessionAlerts.open(key(head), resolved, event.asOfMicros()));
    return resolved;
  }

  /**
   * Looks at a session that has not been spoken of for some time.
   *
   * @param key {@code location|count_id}
   * @param isForgotten whether it dies now
   */
  public static SessionStep reviewed(
      CountSession session, String key, boolean isForgotten, long nowMicros) {
    if (session.isComplete() || (session.isSuspected() && !isForgotten)) {
      return new SessionStep(session, List.of());
    }
    CountSession told =
        session.withOpenAlert(isForgotten ? Alert.Status.CONFIRMED : Alert.Status.SUSPECTED);
    return new SessionStep(told, List.of(SessionAlerts.open(key, told, nowMicros)));
  }

  private static String key(CountHead head) {
    return head.locationId() + Movement.KEY_SEPARATOR + head.countId();
  }
}
