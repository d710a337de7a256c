package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import io.zaiko.testkit.GroupOrders;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryGenerator;
import io.zaiko.testkit.HistoryRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of locations whose members come, go, close and open while their stock moves. */
class GroupAuditTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void groups_add_up_through_changes_of_their_members(long seed) {
    MemoryTopics topics = honest(seed);
    VerifyReport report = verify(topics);
    assertThat(report.isOk()).as("seed %d%n%s", seed, report.text()).isTrue();
    assertThat(topics.all("availability-by-group", AvailabilityByGroup.class)).isNotEmpty();
  }

  @Test
  void orders_that_ask_a_group_count_in_it_and_are_no_shelf_of_a_shop() {
    MemoryTopics topics = asked();
    VerifyReport report = verify(topics);
    assertThat(report.isOk()).as(report.text()).isTrue();
    AvailabilityByGroup north = lastOf(topics);
    assertThat(north.getLocations()).isZero();
    assertThat(north.getAllocated()).isEqualTo(3);
    assertThat(north.getAvailableToSell()).isEqualTo(-3);

    changeLast(topics, group -> group.setAllocated(2));
    assertThat(verify(topics).text()).contains("group records: 1 differences");
    changeLast(topics, group -> group.setAllocated(3));
    changeLast(topics, group -> group.setAsOf(group.getAsOf().minusMillis(1)));
    assertThat(verify(topics).text()).contains("group records: 1 differences");
    changeLast(topics, group -> group.setAsOf(group.getAsOf().plusMillis(1)));
    assertThat(verify(topics).isOk()).isTrue();

    Availability shown = topics.all("availability", Availability.class).get(0);
    shown.setVersion(2);
    topics.append("availability", 0, utf8("north|TEA"), TestSchemas.encode(shown));
    assertThat(verify(topics).text())
        .contains("north|TEA is only asked for as a group, but has an image")
        .contains("1 shelves are still published")
        .contains("is a sweep under way?");
  }

  @Test
  void a_shelf_that_is_asked_for_as_a_shop_must_be_shown() {
    HonestBooks books = new HonestBooks();
    books.location(location("store", true, List.of("north")));
    books.publish("sales.web", sold());
    books.location(location("store", true, List.of()));
    MemoryTopics topics = books.topics();
    assertThat(verify(topics).isOk()).as(verify(topics).text()).isTrue();
    topics.append("availability", 0, utf8("north|TEA"), null);
    assertThat(verify(topics).text()).contains("north|TEA has no image");
  }

  @Test
  void without_older_records_what_is_asked_of_a_group_is_taken_from_its_record() {
    MemoryTopics topics = asked();
    topics.leaveOutOlderRecords();
    assertThat(verify(topics).isOk()).as(verify(topics).text()).isTrue();
    changeLast(topics, group -> group.setAvailableToSell(-2));
    assertThat(verify(topics).text()).contains("group records: 1 differences");
  }

  /** Three units are sold under the name north, which a shop then says to be its group. */
  private static MemoryTopics asked() {
    HonestBooks books = new HonestBooks();
    books.publish("sales.web", sold());
    books.location(location("store", true, List.of("north")));
    return books.topics();
  }

  private static Sale sold() {
    return OrderRecords.sold("shop", "s", Goods.at(0), "north", FulfilmentKind.SHIP, 3);
  }

  @Test
  void without_older_records_groups_are_the_sums_of_the_last_images() {
    MemoryTopics topics = honest(3);
    topics.leaveOutOlderRecords();
    VerifyReport before = verify(topics);
    assertThat(before.isOk()).as(before.text()).isTrue();
    changeLast(topics, group -> group.setOnHand(group.getOnHand() + 1));
    assertThat(verify(topics).text()).contains("group records: 1 differences");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void is_found(String name, Check found, Consumer<MemoryTopics> corruption) {
    MemoryTopics topics = honest(2);
    VerifyReport before = verify(topics);
    assertThat(before.isOk()).as(before.text()).isTrue();

    corruption.accept(topics);
    VerifyReport report = verify(topics);

    assertThat(report.checks())
        .as(report.text())
        .anyMatch(outcome -> outcome.subject().equals(found.subject()) && !outcome.isOk());
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(
        last("units nobody has", group -> group.setOnHand(group.getOnHand() + 1)),
        last("more to sell", group -> group.setAvailableToSell(group.getAvailableToSell() + 1)),
        last("another safety stock", group -> group.setSafetyStock(group.getSafetyStock() + 1)),
        last("a channel that nobody names", group -> group.setChannels(Map.of("fax", 1L))),
        last("a member too many", group -> group.setLocations(group.getLocations() + 1)),
        last("an older time", group -> group.setAsOf(group.getAsOf().minusMillis(1))),
        last("another epoch", group -> group.setEpoch(1)),
        last("a version twice", group -> group.setVersion(group.getVersion() - 1)),
        last("another group's key", group -> group.setGroup("south")),
        last(
            "a status that does not fit",
            group ->
                group.setStatus(
                    group.getAvailableToSell() > 0
                        ? StockStatus.OUT_OF_STOCK
                        : StockStatus.IN_STOCK)),
        arguments(
            "a last word that is lost",
            Check.GROUPS,
            (Consumer<MemoryTopics>)
                topics -> {
                  AvailabilityByGroup last = lastOf(topics);
                  topics.remove("availability-by-group", AvailabilityByGroup.class, last::equals);
                }),
        arguments(
            "a group that is taken back although it has something",
            Check.GROUPS,
            (Consumer<MemoryTopics>)
                topics -> {
                  AvailabilityByGroup last = lastOf(topics);
                  byte[] key = utf8(last.getGroup() + '|' + last.getSku());
                  topics.append("availability-by-group", 0, key, null);
                }),
        arguments(
            "a group that comes back and begins at 1 in its epoch",
            Check.GROUPS,
            (Consumer<MemoryTopics>)
                topics -> {
                  AvailabilityByGroup back =
                      AvailabilityByGroup.newBuilder(lastOf(topics)).setVersion(1).build();
                  byte[] key = utf8(back.getGroup() + '|' + back.getSku());
                  topics.append("availability-by-group", 0, key, null);
                  topics.append("availability-by-group", 0, key, TestSchemas.encode(back));
                }),
        arguments(
            "a group nobody belongs to",
            Check.GROUPS,
            (Consumer<MemoryTopics>)
                topics -> {
                  AvailabilityByGroup invented =
                      AvailabilityByGroup.newBuilder(lastOf(topics))
                          .setGroup("nowhere")
                          .setVersion(1)
                          .build();
                  byte[] key = utf8("nowhere|" + invented.getSku());
                  topics.append("availability-by-group", 0, key, TestSchemas.encode(invented));
                }),
        arguments(
            "a closed shop that sells",
            Check.RULES,
            (Consumer<MemoryTopics>)
                topics -> {
                  Availability closed =
                      topics.all("availability", Availability.class).stream()
                          .filter(image -> image.getAvailableToSell() > 0)
                          .filter(image -> image.getStatus() == StockStatus.OUT_OF_STOCK)
                          .reduce((first, second) -> second)
                          .orElseThrow();
                  topics.change(
                      "availability",
                      Availability.class,
                      closed::equals,
                      image -> image.setStatus(StockStatus.IN_STOCK));
                }),
        arguments(
            "an order that waits and nobody says so",
            Check.ALERTS,
            (Consumer<MemoryTopics>)
                topics -> changeAlert(topics, alert -> alert.setStatus(AlertStatus.RESOLVED))),
        arguments(
            "an order that waits with another number",
            Check.ALERTS,
            (Consumer<MemoryTopics>)
                topics -> changeAlert(topics, alert -> alert.setFacts(Map.of("allocated", 0L)))),
        arguments(
            "an order that waits where it is open",
            Check.ALERTS,
            (Consumer<MemoryTopics>)
                topics -> changeAlert(topics, alert -> alert.setKey("nowhere|nothing"))),
        arguments(
            "an open shop that is called closed",
            Check.RULES,
            (Consumer<MemoryTopics>)
                topics -> {
                  Availability open = lastWhere(topics, StockStatus.IN_STOCK);
                  topics.change(
                      "availability",
                      Availability.class,
                      open::equals,
                      image -> image.setStatus(StockStatus.OUT_OF_STOCK));
                }));
  }

  /** A history, in the midst of which locations join groups, leave them, close and open. */
  private static MemoryTopics honest(long seed) {
    History history = GroupOrders.among(HistoryGenerator.of(seed).size(120));
    Random chance = new Random(seed);
    HonestBooks books = new HonestBooks();
    books.rule("|", buffers(null, "web", 1));
    int at = 0;
    List<String> places = new ArrayList<>();
    for (HistoryRecord record : history.records()) {
      books.publish(record.topic(), record.record());
      if (++at % 12 == 0) {
        places = List.copyOf(placesOf(books.topics()));
        books.location(
            location(
                places.get(chance.nextInt(places.size())),
                chance.nextInt(3) > 0,
                List.of(
                        List.of("north"),
                        List.of("north", "all"),
                        List.<String>of(),
                        List.of("all"))
                    .get(chance.nextInt(4))));
      }
    }
    books.rule(places.get(1) + '|', buffers(places.get(1), "app", 2));
    books.location(location(places.get(0), false, List.of("north")));
    for (int i = 1; i < places.size(); i++) {
      books.location(location(places.get(i), true, List.of("north", "all")));
    }
    return books.topics();
  }

  private static TreeSet<String> placesOf(MemoryTopics topics) {
    TreeSet<String> places = new TreeSet<>();
    topics.all("availability", Availability.class).forEach(i -> places.add(i.getLocationId()));
    places.removeAll(List.of("north", "south", "all"));
    return places;
  }

  private static StockRule buffers(@Nullable String location, String channel, long units) {
    return StockRule.newBuilder()
        .setLocationId(location)
        .setVersion(1)
        .setBuffers(Map.of(channel, units))
        .build();
  }

  private static Location location(String id, boolean open, List<String> groups) {
    return Location.newBuilder()
        .setLocationId(id)
        .setKind(LocationKind.STORE)
        .setOpen(open)
        .setOpeningHours(List.of())
        .setGroups(groups)
        .build();
  }

  private static Arguments last(String name, Consumer<AvailabilityByGroup> change) {
    Consumer<MemoryTopics> corruption = topics -> changeLast(topics, change);
    return arguments(name, Check.GROUPS, corruption);
  }

  private static void changeLast(MemoryTopics topics, Consumer<AvailabilityByGroup> change) {
    AvailabilityByGroup last = lastOf(topics);
    topics.change("availability-by-group", AvailabilityByGroup.class, last::equals, change);
  }

  /** Changes the last word on orders that wait. */
  private static void changeAlert(MemoryTopics topics, Consumer<StockAlert> change) {
    Map<String, StockAlert> last = new TreeMap<>();
    topics.all("stock-alerts", StockAlert.class).stream()
        .filter(alert -> alert.getCheck().equals("CLOSED_WITH_ORDERS"))
        .forEach(alert -> last.put(alert.getKey(), alert));
    StockAlert standing =
        last.values().stream()
            .filter(alert -> alert.getStatus() == AlertStatus.CONFIRMED)
            .findFirst()
            .orElseThrow();
    topics.change("stock-alerts", StockAlert.class, standing::equals, change);
  }

  private static AvailabilityByGroup lastOf(MemoryTopics topics) {
    List<AvailabilityByGroup> all = topics.all("availability-by-group", AvailabilityByGroup.class);
    return all.get(all.size() - 1);
  }

  private static Availability lastWhere(MemoryTopics topics, StockStatus status) {
    List<Availability> all = topics.all("availability", Availability.class);
    for (int i = all.size() - 1; i >= 0; i--) {
      Availability image = all.get(i);
      boolean isLast =
          all.subList(i + 1, all.size()).stream()
              .noneMatch(
                  later ->
                      later.getLocationId().equals(image.getLocationId())
                          && later.getSku().equals(image.getSku()));
      if (isLast && image.getStatus() == status) {
        return image;
      }
    }
    throw new AssertionError("no last image is " + status);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static VerifyReport verify(MemoryTopics topics) {
    return Verification.of(topics, TestSchemas.ALL);
  }
}
