package io.zaiko.tools.verify;

import static io.zaiko.tools.verify.Goods.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.OpeningHours;
import io.zaiko.avro.SilentSource;
import io.zaiko.avro.StockAlert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A till of a shop that is open from 9 to 18 was last heard at 18; its silence is told of. */
class SilenceToldTooSoonTest {

  private static final Instant CLOSING = at(600);
  private static final Instant NEXT_OPENING = at(1_500);
  private static final String TOO_SOON = "SOURCE_SILENT stands, but it was not silent so long";

  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();

  @Test
  void a_night_is_no_silence() {
    hours("store", "store", at(0));
    silentAt(CLOSING.plusSeconds(4 * 3_600));
    assertThat(report().text()).contains("till: " + TOO_SOON);
  }

  @Test
  void half_an_hour_of_the_next_morning_is() {
    hours("store", "store", at(0));
    silentAt(NEXT_OPENING.plusSeconds(31 * 60));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void twenty_minutes_of_it_are_not() {
    hours("store", "store", at(0));
    silentAt(NEXT_OPENING.plusSeconds(20 * 60));
    assertThat(report().text()).contains(TOO_SOON);
  }

  @Test
  void a_shop_without_hours_is_always_open() {
    silentAt(CLOSING.plusSeconds(31 * 60));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void where_the_hours_changed_since_it_is_counted_and_not_judged() {
    hours("store", "store", CLOSING.plusSeconds(60));
    silentAt(CLOSING.plusSeconds(4 * 3_600));
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).contains("1 silent sources were not held against opening hours");
  }

  /** The shop keeps its hours: what names another in its key was refused. */
  @Test
  void a_location_that_was_refused_changes_no_hours() {
    hours("store", "store", at(0));
    RawRecord refused = hours("store", "elsewhere", at(10), "00:00", "24:00");
    new HonestOutputs(topics).deadLetter(refused, "KEY_MISMATCH");
    silentAt(CLOSING.plusSeconds(4 * 3_600));
    assertThat(report().text()).contains(TOO_SOON);
  }

  /** Compaction left only the refused record: what held before is not known. */
  @Test
  void where_only_a_refused_location_is_left_nothing_is_judged() {
    RawRecord refused = hours("store", "elsewhere", at(0), "09:00", "18:00");
    new HonestOutputs(topics).deadLetter(refused, "KEY_MISMATCH");
    silentAt(CLOSING.plusSeconds(4 * 3_600));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void silentAt(Instant told) {
    books.publish("restocks.dock", Goods.restock("in", CLOSING, 10));
    StockAlert alert =
        StockAlert.newBuilder()
            .setAlertId("SOURCE_SILENT/till")
            .setCheck("SOURCE_SILENT")
            .setKey("till")
            .setEpisode(0L)
            .setRevision(1)
            .setStatus(AlertStatus.SUSPECTED)
            .setSeverity(AlertSeverity.MEDIUM)
            .setFacts(Map.of())
            .setEvidence(List.of())
            .setSentence("")
            .setOccurredAt(told)
            .setEmittedAt(told)
            .build();
    topics.append("stock-alerts", told.toEpochMilli(), null, TestSchemas.encode(alert));
    List<SilentSource> silent = List.of(new SilentSource("till", CLOSING));
    new HonestOutputs(topics).freshness("store", NaiveStock.micros(CLOSING), silent);
  }

  private RawRecord hours(String key, String id, Instant since) {
    return hours(key, id, since, "09:00", "18:00");
  }

  private RawRecord hours(String key, String id, Instant since, String opens, String closes) {
    Location location =
        Location.newBuilder()
            .setLocationId(id)
            .setKind(LocationKind.STORE)
            .setOpeningHours(
                IntStream.rangeClosed(1, 7)
                    .mapToObj(day -> new OpeningHours(day, opens, closes))
                    .toList())
            .build();
    return topics.append(
        "locations",
        since.toEpochMilli(),
        key.getBytes(StandardCharsets.UTF_8),
        TestSchemas.encode(location));
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }
}
