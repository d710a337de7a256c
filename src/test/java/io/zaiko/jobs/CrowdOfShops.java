package io.zaiko.jobs;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.testkit.HistoryRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Fifty shops that want the last units of two items and do not wait for answers: they place, ask
 * again under a new event id, send again what they sent, commit and release. Their requests are
 * interleaved; each shop's own stay in order. A function of the seed, but for the times.
 */
final class CrowdOfShops {
  static final String TOPIC = "reservations.web";
  static final String WANTED = "wanted";
  static final String BESIDE = "beside";
  private static final int SHOPS = 50;

  private final SplittableRandom random;
  private final Checkouts checkouts;
  private final List<Shop> shops = new ArrayList<>();
  private final Set<String> requests = new LinkedHashSet<>();
  private int events;
  private int carts;

  /** One of them, and what it remembers. */
  private static final class Shop {
    private final String name;
    private final List<ReservationRequest> places = new ArrayList<>();
    private final List<HistoryRecord> sent = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private int newest;

    private Shop(String name) {
      this.name = name;
    }
  }

  CrowdOfShops(SplittableRandom random, Checkouts checkouts) {
    this.random = random;
    this.checkouts = checkouts;
    for (int i = 0; i < SHOPS; i++) {
      shops.add(new Shop("shop-" + i));
    }
  }

  /** Every event id of a request that was made so far. */
  Set<String> requests() {
    return requests;
  }

  /**
   * So many requests, redeliveries among them. Carts of rounds before are asked for again, but
   * neither committed nor released.
   */
  List<HistoryRecord> round(int size) {
    shops.forEach(shop -> shop.open.clear());
    List<HistoryRecord> round = new ArrayList<>();
    while (round.size() < size) {
      round.add(next(shops.get(random.nextInt(SHOPS))));
    }
    return round;
  }

  /** Carts of one unit. */
  List<HistoryRecord> singles(String location, String sku, long number) {
    List<HistoryRecord> singles = new ArrayList<>();
    for (long i = 0; i < number; i++) {
      Shop shop = shops.get(random.nextInt(SHOPS));
      singles.add(place(shop, location, Map.of(sku, 1L)));
    }
    return singles;
  }

  /** A shop wants a cart no more. */
  HistoryRecord release(String reservation) {
    return say(shops.get(random.nextInt(SHOPS)), reservation, ReservationAct.RELEASE);
  }

  private HistoryRecord next(Shop shop) {
    int die = random.nextInt(100);
    if (die < 50 || shop.open.isEmpty()) {
      return place(shop, LastUnitsTest.location(random.nextInt(LastUnitsTest.STORES)), cart());
    }
    if (die < 60) {
      return shop.sent.get(random.nextInt(shop.sent.size()));
    }
    if (die < 70) {
      return again(shop, shop.places.get(random.nextInt(shop.places.size())));
    }
    String cart = shop.open.get(random.nextInt(shop.open.size()));
    return say(shop, cart, die < 84 ? ReservationAct.COMMIT : ReservationAct.RELEASE);
  }

  private Map<String, Long> cart() {
    Map<String, Long> units = new LinkedHashMap<>();
    int die = random.nextInt(100);
    if (die < 60) {
      units.put(WANTED, 1L + random.nextInt(3));
    } else if (die < 75) {
      units.put(BESIDE, 1L + random.nextInt(3));
    } else {
      String first = random.nextBoolean() ? WANTED : BESIDE;
      units.put(first, 1L + random.nextInt(2));
      units.put(first.equals(WANTED) ? BESIDE : WANTED, 1L + random.nextInt(2));
    }
    return units;
  }

  private HistoryRecord place(Shop shop, String location, Map<String, Long> units) {
    String reservation = "cart-" + carts++;
    shop.open.add(reservation);
    ReservationRequest place = checkouts.place(eventId(), shop.name, reservation, location, units);
    shop.places.add(place);
    return sent(shop, place);
  }

  private HistoryRecord again(Shop shop, ReservationRequest place) {
    ReservationRequest other =
        checkouts.of(eventId(), shop.name, place.getReservationId(), ReservationAct.PLACE);
    other.setChannel(place.getChannel());
    other.setLocationId(place.getLocationId());
    other.setTimeToLiveMs(place.getTimeToLiveMs());
    other.setLines(place.getLines());
    return sent(shop, other);
  }

  private HistoryRecord say(Shop shop, String reservation, ReservationAct act) {
    return sent(shop, checkouts.of(eventId(), shop.name, reservation, act));
  }

  private HistoryRecord sent(Shop shop, ReservationRequest request) {
    HistoryRecord record = new HistoryRecord(TOPIC, request);
    // Numbered, for else the job may let a request overtake the one before it.
    request.getSource().setSequence((long) ++shop.newest);
    shop.sent.add(record);
    return record;
  }

  private String eventId() {
    String eventId = "request-" + events++;
    requests.add(eventId);
    return eventId;
  }
}
