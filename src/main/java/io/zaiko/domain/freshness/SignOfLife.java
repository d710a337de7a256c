package io.zaiko.domain.freshness;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A source was heard.
 *
 * @param sourceId which one
 * @param locationId the location it spoke for; null for a heartbeat, which speaks for all of them
 * @param timeMicros the business time of what it said, never ahead of the broker's clock
 */
public record SignOfLife(String sourceId, @Nullable String locationId, long timeMicros) {

  private static final Set<RecordKind> SILENT =
      Set.of(RecordKind.PAYMENT, RecordKind.ALERT_ACTION, RecordKind.HOLD_RELEASE);

  /**
   * The signs in a record: one for each location that its lines name, some perhaps repeated. A
   * payment's provider, and the job where it speaks to itself, are the source of no location.
   */
  public static void in(GoodsEvent event, Consumer<SignOfLife> each) {
    if (SILENT.contains(event.kind())) {
      return;
    }
    String sourceId = event.source().id();
    long timeMicros = event.asOfMicros();
    if (event.lines().isEmpty()) {
      each.accept(new SignOfLife(sourceId, null, timeMicros));
    }
    String before = null;
    for (GoodsLine line : event.lines()) {
      if (!line.locationId().equals(before)) {
        before = line.locationId();
        each.accept(new SignOfLife(sourceId, before, timeMicros));
      }
    }
  }
}
