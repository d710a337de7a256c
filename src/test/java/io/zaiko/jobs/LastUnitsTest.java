package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DecisionLine;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty shops fight for 1,000 units of an item in five stores, and for as many of another, with
 * 20,000 requests and more that are sent as one stream; the task manager is lost while it works on
 * them. What was promised is added up here from committed answers and the sales sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastUnitsTest {
  static final int STORES = 5;

  private static final long SEED = 20_261_123;
  private static final int ROUND = 7_500;
  private static final int REQUESTS = 20_000;
  private static final long STOCK = 200;
  private static final long TOO_MANY = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Where a reservation that was granted stands may only go on in this order. */
  private static final List<String> ORDER = List.of("GRANTED", "COMMITTED", "RELEASED");

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Checkouts checkouts = new Checkouts();
  private final CrowdOfShops crowd = new CrowdOfShops(random.split(), checkouts);
  private final Map<String, Sale> sales = new LinkedHashMap<>();
  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job = WholeJob.start(folder, Map.of());
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void the_last_units_are_each_promised_once_and_none_is_left_though_a_task_manager_is_lost()
      throws Exception {
    for (int store = 0; store < STORES; store++) {
      for (String sku : List.of(CrowdOfShops.WANTED, CrowdOfShops.BESIDE)) {
        topics.publish("restocks.store", BackOffice.restock(location(store), sku, STOCK));
      }
    }
    awaitShelves();

    publish(crowd.round(ROUND));
    awaitAnswers();
    Set<String> inFirst = Set.copyOf(crowd.requests());
    long beforeLoss = Collections.max(epochsOf(inFirst));
    List<HistoryRecord> second = mixed(closings(), crowd.round(ROUND));
    Set<String> inSecond = new HashSet<>(crowd.requests());
    inSecond.removeAll(inFirst);
    publish(second.subList(0, ROUND / 2));
    awaitAnAnswer(inSecond);
    publish(second.subList(ROUND / 2, second.size()));
    job.replaceTaskManager();
    awaitAnswers();
    assertThat(epochsOf(inSecond))
        .as("before and after the loss; " + seed())
        .anyMatch(epoch -> epoch <= beforeLoss)
        .anyMatch(epoch -> epoch > beforeLoss);
    publish(mixed(closings(), crowd.round(ROUND)));
    awaitAnswers();
    awaitShelves();

    Map<String, Long> promised = promised();
    for (int store = 0; store < STORES; store++) {
      for (String sku : List.of(CrowdOfShops.WANTED, CrowdOfShops.BESIDE)) {
        long free = STOCK - promised.getOrDefault(shelf(location(store), sku), 0L);
        publish(crowd.singles(location(store), sku, free + TOO_MANY));
      }
    }
    awaitAnswers();
    awaitShelves();

    assertThat(promised()).as(seed()).hasSize(2 * STORES).allSatisfy(this::isSoldOut);
    eachAnswerIsGivenOnceAndContradictsNone();
    noShelfPromisesMoreThanItHas();
    var verified = job.verify(InstantSource.system());
    assertThat(verified.exit()).as(seed() + verified.report()).isZero();
  }

  private void isSoldOut(String shelf, Long units) {
    assertThat(units).as(shelf).isEqualTo(STOCK);
  }

  /** Not for a moment, and in the end each has sold out. */
  private void noShelfPromisesMoreThanItHas() {
    List<Availability> images = topics.committed("availability", Availability.class);
    assertThat(images).as(seed()).filteredOn(image -> image.getAvailableToSell() < 0).isEmpty();
    Map<String, Long> left = new TreeMap<>();
    images.forEach(
        image ->
            left.put(shelf(image.getLocationId(), image.getSku()), image.getAvailableToSell()));
    assertThat(left)
        .as(seed())
        .hasSize(2 * STORES)
        .allSatisfy((shelf, units) -> assertThat(units).as(shelf).isZero());
  }

  private void eachAnswerIsGivenOnceAndContradictsNone() {
    List<ReservationDecision> answers = decisions();
    assertThat(crowd.requests()).as(seed()).hasSizeGreaterThanOrEqualTo(REQUESTS);
    assertThat(answers)
        .as(seed())
        .extracting(answer -> answer.getCause().getEventId())
        .filteredOn(crowd.requests()::contains)
        .containsExactlyInAnyOrderElementsOf(crowd.requests());
    Map<String, ReservationDecision> last = new HashMap<>();
    for (ReservationDecision answer : answers) {
      isAsItsLinesSay(answer);
      ReservationDecision before = last.put(answer.getReservationId(), answer);
      if (before != null) {
        carriesOn(before, answer);
      }
    }
  }

  /** Granted is what was there for every line, and nothing is promised without stock. */
  private static void isAsItsLinesSay(ReservationDecision answer) {
    assertThat(answer.getLines())
        .as(() -> seed() + answer)
        .isNotEmpty()
        .allMatch(line -> line.getGranted() == couldHold(line) && line.getWithoutStock() == 0);
    boolean couldHoldAll = answer.getLines().stream().allMatch(LastUnitsTest::couldHold);
    assertThat(answer.getDecision())
        .as(() -> seed() + answer)
        .isIn(couldHoldAll ? ORDER : List.of("REFUSED"));
  }

  private static void carriesOn(ReservationDecision before, ReservationDecision answer) {
    Supplier<String> context = () -> seed() + before + " then " + answer;
    assertThat(answer.getRevision()).as(context).isEqualTo(before.getRevision() + 1);
    assertThat(answer.getEpoch()).as(context).isGreaterThanOrEqualTo(before.getEpoch());
    assertThat(answer.getLines()).as(context).isEqualTo(before.getLines());
    assertThat(ORDER.indexOf(answer.getDecision()))
        .as(context)
        .isGreaterThanOrEqualTo(ORDER.indexOf(before.getDecision()));
  }

  private static boolean couldHold(DecisionLine line) {
    return line.getQuantity() <= line.getChannelAtsWhenAsked();
  }

  /** What was answered with a grant is released, sold whole, sold in part, or left as it is. */
  private List<HistoryRecord> closings() {
    List<HistoryRecord> closings = new ArrayList<>();
    for (ReservationDecision held : standing().values()) {
      int die = random.nextInt(100);
      boolean isHeld = Set.of("GRANTED", "COMMITTED").contains(held.getDecision());
      if (!isHeld || sales.containsKey(held.getReservationId()) || die >= 65) {
        continue;
      }
      if (die < 45) {
        closings.add(crowd.release(held.getReservationId()));
      } else {
        closings.add(sale(held, die < 60 ? held.getLines() : held.getLines().subList(0, 1)));
      }
    }
    return closings;
  }

  private HistoryRecord sale(ReservationDecision held, List<DecisionLine> lines) {
    Sale sale =
        checkouts.sold(
            held.getReservationId(),
            "till",
            lines.get(0).getLocationId(),
            random.nextBoolean() ? FulfilmentKind.CARRY_OUT : FulfilmentKind.SHIP,
            lines.stream()
                .collect(Collectors.toMap(DecisionLine::getSku, DecisionLine::getQuantity)));
    sales.put(held.getReservationId(), sale);
    return new HistoryRecord("sales.web", sale);
  }

  private List<HistoryRecord> mixed(List<HistoryRecord> some, List<HistoryRecord> others) {
    List<HistoryRecord> all = new ArrayList<>(others);
    some.forEach(one -> all.add(random.nextInt(all.size() + 1), one));
    return all;
  }

  private void publish(List<HistoryRecord> records) throws Exception {
    topics.publish(new History(SEED, records));
  }

  private void awaitAnswers() {
    await(seed() + "every request has an answer")
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .until(
            () ->
                decisions().stream()
                    .map(answer -> answer.getCause().getEventId())
                    .collect(Collectors.toSet())
                    .containsAll(crowd.requests()));
  }

  private void awaitAnAnswer(Set<String> requests) {
    await(seed() + "one of the requests has an answer")
        .atMost(PATIENCE)
        .until(() -> !epochsOf(requests).isEmpty());
  }

  /**
   * By what answered: each task has its own epoch, and a greater one in each attempt of the job.
   */
  private Set<Long> epochsOf(Set<String> requests) {
    return decisions().stream()
        .filter(answer -> requests.contains(answer.getCause().getEventId()))
        .map(ReservationDecision::getEpoch)
        .collect(Collectors.toSet());
  }

  /** Until the shelves say what the answers and the sales add up to. */
  private void awaitShelves() {
    await(seed() + "shelves say what was promised")
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .untilAsserted(() -> assertThat(takenFromShelves()).isEqualTo(padded(promised())));
  }

  /** Of what was delivered, what is no more for sale. */
  private Map<String, Long> takenFromShelves() {
    Map<String, Long> taken = new TreeMap<>();
    for (Availability image : topics.committed("availability", Availability.class)) {
      taken.put(
          shelf(image.getLocationId(), image.getSku()),
          STOCK - image.getOnHand() + image.getReserved() + image.getAllocated());
    }
    return taken;
  }

  private static Map<String, Long> padded(Map<String, Long> promised) {
    Map<String, Long> all = new TreeMap<>(promised);
    for (int store = 0; store < STORES; store++) {
      all.putIfAbsent(shelf(location(store), CrowdOfShops.WANTED), 0L);
      all.putIfAbsent(shelf(location(store), CrowdOfShops.BESIDE), 0L);
    }
    return all;
  }

  /** By committed answers: held and committed units, and of what was sold what the sale names. */
  private Map<String, Long> promised() {
    Map<String, Long> promised = new TreeMap<>();
    for (ReservationDecision answer : standing().values()) {
      Sale sale = sales.get(answer.getReservationId());
      if (sale != null) {
        for (SaleLine line : sale.getLines()) {
          promised.merge(shelf(line.getLocationId(), line.getSku()), line.getQuantity(), Long::sum);
        }
      } else if (Set.of("GRANTED", "COMMITTED").contains(answer.getDecision())) {
        for (DecisionLine line : answer.getLines()) {
          promised.merge(shelf(line.getLocationId(), line.getSku()), line.getQuantity(), Long::sum);
        }
      }
    }
    return promised;
  }

  private Map<String, ReservationDecision> standing() {
    Map<String, ReservationDecision> standing = new TreeMap<>();
    decisions().forEach(answer -> standing.put(answer.getReservationId(), answer));
    return standing;
  }

  private List<ReservationDecision> decisions() {
    return topics.committed("reservation-decisions", ReservationDecision.class);
  }

  static String location(int store) {
    return "store-" + store;
  }

  private static String shelf(String location, String sku) {
    return location + '|' + sku;
  }

  private static String seed() {
    return "seed " + SEED + ": ";
  }
}
