package io.zaiko.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code verify} shares no code with the job, so it copies the job's bounds. Where the two differ,
 * it accuses a job that is right or lets one pass that is wrong.
 */
class CopiedBoundsTest {

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("pairs")
  void the_bounds_verify_believes_are_the_jobs(String copy, String original) throws Exception {
    assertThat(value("io.zaiko.tools.verify." + copy)).isEqualTo(value("io.zaiko." + original));
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        arguments("CountedLedger.COUNTS_AT_MOST", "domain.stock.CountedBooks.MAX_COUNTS"),
        arguments("CountedLedger.SESSION_AT_MOST", "domain.count.CountSession.MAX_ENTRIES"),
        arguments("CountedLedger.AREAS_AT_MOST", "domain.count.ItemCount.MAX_AREAS"),
        arguments("SensorAudit.AREAS_AT_MOST", "domain.stock.CountedBooks.MAX_AREAS"),
        arguments("NaiveTransfers.ITEMS_AT_MOST", "domain.stock.Transfer.MAX_ITEMS"),
        arguments("NaiveTransfers.PLACES_AT_MOST", "domain.stock.Transfer.MAX_PLACES"),
        arguments("NaiveTransfers.DUES_AT_MOST", "domain.stock.TransferPlace.MAX_DUES"),
        arguments("NumberedSource.RANGES_AT_MOST", "domain.identity.SequenceWindow.MAX_RANGES"),
        arguments("SeriesWalk.RANGES_AT_MOST", "domain.identity.SequenceWindow.MAX_RANGES"),
        arguments("Identities.REMEMBERED_NUMBERS", "domain.identity.RememberedHash.RING"),
        arguments("SoldLine.VOIDS_REMEMBERED", "domain.stock.OrderLine.MAX_VOIDS"),
        arguments("SoldLine.SALES_REMEMBERED", "domain.stock.OrderLine.MAX_SALES"),
        arguments("LedgerAudit.LARGEST_BALANCE", "domain.stock.Buckets.LIMIT"),
        arguments("NaiveRules.MAX_NAME", "codec.Fields.MAX_NAME_CHARACTERS"),
        arguments("NaiveRules.MAX_LINES", "codec.Lines.MAX_LINES"),
        arguments("NaiveRules.MAX_UNITS", "codec.Fields.MAX_QUANTITY"),
        arguments("StockRuleChecks.MAX_UNITS", "domain.rule.StockRule.MAX_UNITS"),
        arguments("StockRuleChecks.CHANNELS_AT_MOST", "domain.rule.StockRule.MAX_CHANNELS"),
        arguments("RuleAudit.GENERAL_AT_MOST", "domain.rule.RuleIntake.MAX_GENERAL"),
        arguments("ControlAudit.AT_MOST", "operators.Places.MAX"),
        arguments("ControlAudit.AT_MOST", "operators.NonStockItems.MAX"),
        arguments("LocationChecks.AT_MOST", "domain.place.Place.MAX_SPANS"),
        arguments("LocationChecks.AT_MOST", "domain.place.Place.MAX_GROUPS"),
        arguments("SilentSources.KNOWN_AT_MOST", "operators.KnownPlaces.MAX"),
        arguments("SilentSources.PLACES_AT_MOST", "domain.freshness.SourceWatch.MAX_PLACES"),
        arguments("FreshnessAudit.SILENT_AT_MOST", "domain.freshness.Freshness.MAX_SILENT"),
        arguments("OpenSessions.PATIENCE", "operators.GatherCounts.PATIENCE"),
        arguments("FreshnessAudit.BETWEEN_LOOKS", "domain.freshness.SourceWatch.LOOK_MICROS"));
  }

  /** Of a constant; durations in microseconds. */
  private static long value(String constant) throws Exception {
    int dot = constant.lastIndexOf('.');
    Field field =
        Class.forName(constant.substring(0, dot)).getDeclaredField(constant.substring(dot + 1));
    field.setAccessible(true);
    Object value = field.get(null);
    return value instanceof Duration time ? time.toNanos() / 1_000 : ((Number) value).longValue();
  }
}
