package io.zaiko.domain.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Buckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** After any history the sum is that of what each member said last, reckoned afresh. */
class GroupPropertiesTest {

  private static final int HISTORIES = 1_000;
  private static final List<String> CHANNELS = List.of("web", "app", "pos");

  @Test
  void any_history_sums_up_to_what_its_members_said_last() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      Random chance = new Random(seed);
      MemoryMembers members = new MemoryMembers();
      Map<String, Contribution> last = new HashMap<>();
      Map<String, Long> versions = new HashMap<>();
      List<Contribution> said = new ArrayList<>();
      GroupSum group = GroupSum.EMPTY;
      long told = 0;
      for (int i = 0; i < 40; i++) {
        boolean isAgain = !said.isEmpty() && chance.nextInt(5) == 0;
        Contribution contribution = isAgain ? said.get(said.size() - 1) : next(chance, versions);
        said.add(contribution);
        last.put(contribution.locationId(), contribution);
        GroupStep step = group.apply(contribution, members, 1, i, 3);
        group = step.next();
        GroupImage image = step.image();
        if (image != null) {
          told += image.withdrawn() ? 0 : 1;
          assertThat(image.version()).as("seed %d", seed).isEqualTo(told);
        }
        assertThat(group.sum()).as("seed %d, step %d", seed, i).isEqualTo(naive(last));
        if (!group.isEmpty()) {
          assertThat(group.asOfMicros()).as("seed %d, step %d", seed, i).isEqualTo(newest(last));
        }
      }
    }
  }

  private static Contribution next(Random chance, Map<String, Long> versions) {
    String location = "L" + chance.nextInt(4);
    long version = versions.merge(location, 1L, Long::sum);
    Share share = null;
    if (location.equals("L0")) {
      long units = chance.nextInt(5);
      share = units == 0 ? null : Share.ofOrders(units);
    } else if (chance.nextInt(4) > 0) {
      long ats = chance.nextInt(20) - 8;
      Map<String, Long> channels = new TreeMap<>();
      for (String channel : CHANNELS) {
        if (chance.nextInt(3) == 0) {
          channels.put(channel, (long) chance.nextInt(9));
        }
      }
      Buckets balances =
          new Buckets(
              ats + chance.nextInt(9),
              chance.nextInt(3),
              chance.nextInt(3),
              chance.nextInt(3),
              chance.nextInt(3),
              chance.nextInt(3),
              chance.nextInt(3));
      share = new Share(balances, chance.nextInt(2), ats, channels);
    }
    return new Contribution("north", "TEA", location, share, chance.nextInt(100), 1, version);
  }

  private static Sum naive(Map<String, Contribution> last) {
    long[] n = new long[11];
    long locations = 0;
    List<Share> shares = new ArrayList<>();
    for (Contribution contribution : last.values()) {
      Share share = contribution.share();
      if (share != null) {
        shares.add(share);
        Buckets balances = share.balances();
        n[0] += balances.onHand();
        n[1] += balances.damaged();
        n[2] += balances.qualityControl();
        n[3] += balances.onHold();
        n[4] += balances.notFound();
        n[5] += balances.allocated();
        n[6] += balances.inTransit();
        n[7] += share.safetyStock();
        n[8] += share.availableToSell();
        n[9] += Math.max(0, share.availableToSell());
        n[10] += contribution.locationId().equals("L0") ? balances.allocated() : 0;
        locations += contribution.locationId().equals("L0") ? 0 : 1;
      }
    }
    Map<String, ChannelSum> channels = new HashMap<>();
    for (String channel : CHANNELS) {
      List<Share> naming = shares.stream().filter(s -> s.channels().containsKey(channel)).toList();
      if (!naming.isEmpty()) {
        channels.put(
            channel,
            new ChannelSum(
                naming.size(),
                naming.stream().mapToLong(s -> s.channels().get(channel)).sum(),
                naming.stream().mapToLong(s -> Math.max(0, s.availableToSell())).sum()));
      }
    }
    Buckets balances = new Buckets(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
    return new Sum(locations, balances, n[7], n[8], n[9], channels, n[10]);
  }

  private static long newest(Map<String, Contribution> last) {
    return last.values().stream()
        .filter(contribution -> contribution.share() != null)
        .mapToLong(Contribution::asOfMicros)
        .max()
        .orElseThrow();
  }
}
