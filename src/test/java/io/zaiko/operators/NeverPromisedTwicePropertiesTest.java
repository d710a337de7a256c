package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.stock.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/**
 * Carts of three channels want the mugs of one shop, sales take them, more come, and the job starts
 * again in between: a unit is promised to one of them at a time.
 *
 * <p>Four mugs are kept for the web, and one is withheld from the tills.
 */
class NeverPromisedTwicePropertiesTest {

  private static final int SEEDS = 100;
  private static final int STEPS = 40;
  private static final List<String> CHANNELS = List.of("web", "app", "pos");

  /** A cart as somebody would keep it on paper. */
  private static final class Cart {
    private final String name;
    private final String channel;
    private final long wants;
    private Fate fate = Fate.UNKNOWN;
    private boolean isGranted;
    private boolean isLost;
    private long sold;
    private long reserved;
    private long allocated;

    Cart(String name, String channel, long wants) {
      this.name = name;
      this.channel = channel;
      this.wants = wants;
    }

    long open() {
      return Math.max(0, wants - sold);
    }
  }

  private final List<Cart> carts = new ArrayList<>();
  private HoldWords words = new HoldWords();
  private int seed;
  private long onHand;
  private long ordered;

  @Test
  void each_unit_is_promised_once_whatever_carts_and_tills_do() throws Exception {
    int grants = 0;
    int refusals = 0;
    for (int each = 0; each < SEEDS; each++) {
      List<Ballot> first = history(each);
      grants += (int) first.stream().filter(Ballot::isGranted).count();
      refusals += (int) first.stream().filter(ballot -> !ballot.isGranted()).count();
    }
    assertThat(grants).as("else the histories say little").isGreaterThan(SEEDS);
    assertThat(refusals).isGreaterThan(SEEDS);
  }

  private List<Ballot> history(int ofSeed) throws Exception {
    seed = ofSeed;
    Random random = new Random(seed);
    carts.clear();
    words = new HoldWords();
    onHand = 0;
    ordered = 0;
    for (int i = 0; i < 8; i++) {
      carts.add(new Cart("r" + i, CHANNELS.get(random.nextInt(3)), random.nextInt(1, 6)));
    }
    RunningShelves shelves =
        RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    List<Ballot> first = new ArrayList<>();
    try {
      shelves.rule(Rules.channels(Map.of("pos", 1L), List.of(RingFence.ofUnits("web", 4, 0))), 1);
      receive(shelves, random.nextInt(4, 14));
      for (int step = 0; step < STEPS; step++) {
        if (step == STEPS / 2) {
          shelves = shelves.restarted(ControlAtStart.NOTHING);
        }
        Cart cart = carts.get(random.nextInt(carts.size()));
        int what = random.nextInt(10);
        if (what == 0) {
          receive(shelves, random.nextInt(1, 4));
        } else if (what <= 2) {
          sell(shelves, cart, "sale-" + step, random.nextInt(1, 4), random.nextBoolean());
        } else {
          Ballot ballot = say(shelves, cart, random);
          if (ballot.terms().round() == 1) {
            first.add(ballot);
          }
        }
        assertBooks(shelves, "seed " + seed + ", step " + step);
      }
    } finally {
      shelves.close();
    }
    return first;
  }

  private void receive(RunningShelves shelves, long units) throws Exception {
    shelves.move("shop", "mug", units);
    onHand += units;
  }

  /** A sale takes from its cart what it can, and the rest from the shelf: it is never refused. */
  private void sell(RunningShelves shelves, Cart cart, String event, long units, boolean isShipped)
      throws Exception {
    if (isShipped) {
      shelves.move(words.sale(cart.name, event, units));
      ordered += units;
    } else {
      shelves.move(words.carriedOut(cart.name, event, units));
      onHand -= units;
    }
    cart.sold += units;
    cart.reserved = Math.min(cart.reserved, cart.open());
    cart.allocated = Math.min(cart.allocated, cart.open());
  }

  private Ballot say(RunningShelves shelves, Cart cart, Random random) throws Exception {
    List<Fate> legal =
        switch (cart.fate) {
          case UNKNOWN -> List.of(Fate.HELD);
          case HELD -> List.of(Fate.HELD, Fate.COMMITTED, Fate.RELEASED, Fate.EXPIRED);
          case COMMITTED -> List.of(Fate.COMMITTED, Fate.RELEASED);
          case EXPIRED -> List.of(Fate.EXPIRED, Fate.HELD, Fate.COMMITTED);
          case RELEASED -> List.of(Fate.RELEASED, Fate.COMMITTED);
          case SOLD, WITHDRAWN -> List.of(Fate.SOLD);
        };
    Fate next = legal.get(random.nextInt(legal.size()));
    boolean isFirst = cart.fate == Fate.UNKNOWN;
    if (!isFirst && cart.sold > 0) {
      next = Fate.SOLD;
    }
    long free = free(cart.channel);
    cart.fate = next;
    if (isFirst) {
      cart.isGranted = free >= cart.open();
    }
    int before = shelves.ballots().size();
    switch (next) {
      case HELD -> {
        shelves.move(words.held(cart.name, cart.channel, cart.wants));
        boolean isThere = cart.reserved > 0 || cart.open() <= free;
        cart.isLost |= cart.isGranted && !isThere;
        cart.reserved = cart.isGranted && !cart.isLost ? cart.open() : 0;
      }
      case COMMITTED -> {
        shelves.move(words.committed(cart.name, cart.channel, cart.wants));
        cart.reserved = 0;
        cart.allocated = cart.isGranted ? cart.open() : 0;
      }
      case SOLD -> {
        shelves.move(words.sold(cart.name, cart.wants, cart.sold));
        cart.reserved = 0;
        cart.allocated = 0;
      }
      case RELEASED, EXPIRED, UNKNOWN, WITHDRAWN -> {
        shelves.move(
            next == Fate.RELEASED
                ? words.released(cart.name, cart.wants)
                : words.expired(cart.name, cart.wants));
        cart.reserved = 0;
        cart.allocated = 0;
      }
    }
    List<Ballot> ballots = shelves.ballots();
    assertThat(ballots).as("seed %d", seed).hasSize(before + 1);
    Ballot ballot = ballots.get(before);
    assertThat(ballot.isGranted())
        .as("seed %d: %s of %s", seed, next, cart.name)
        .isEqualTo(cart.isGranted);
    assertThat(ballot.isLost()).as("seed %d: %s", seed, cart.name).isEqualTo(cart.isLost);
    return ballot;
  }

  /** What a channel may buy: one less for tills, and none of the four that the web keeps. */
  private long free(String channel) {
    long left = onHand - ordered;
    for (Cart cart : carts) {
      left -= cart.reserved + cart.allocated;
    }
    left = Math.max(0, left);
    long forOthers = channel.equals("web") ? 0 : Math.min(4, left);
    return Math.max(0, left - forOthers - (channel.equals("pos") ? 1 : 0));
  }

  private void assertBooks(RunningShelves shelves, String when) {
    List<Outbound> sent = shelves.sent();
    List<StockLedgerEntry> entries =
        Decoded.of(
            StockLedgerEntry.class,
            sent.subList(Math.max(0, sent.size() - 5), sent.size()), // a step says no more
            "stock-ledger");
    if (entries.isEmpty()) {
      return; // nothing moved since the restart
    }
    Buckets balances = entries.get(entries.size() - 1).getBalances();
    long reserved = carts.stream().mapToLong(cart -> cart.reserved).sum();
    long committed = carts.stream().mapToLong(cart -> cart.allocated).sum();
    assertThat(List.of(balances.getReserved(), balances.getAllocated(), balances.getOnHand()))
        .as("%s: reserved, allocated, on hand", when)
        .isEqualTo(List.of(reserved, ordered + committed, onHand));
    assertThat(balances.getReserved()).as(when).isNotNegative();
  }
}
