package io.zaiko.testkit;

import io.zaiko.avro.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Tills that number their records, gapless and per kind, and a web shop that does not. */
final class Sources {
  private static final List<String> NUMBERING = List.of("pos/store-1/till-1", "pos/store-2/till-1");
  private static final String WEB = "web";

  private final SplittableRandom random;
  private final Map<String, Long> epochs = new HashMap<>();
  private final Map<String, Long> nextNumbers = new HashMap<>();
  private String current = WEB;

  Sources(SplittableRandom random) {
    this.random = random;
  }

  /** The source of the next record of a kind. */
  Source next(String kind, Instant now) {
    int dice = random.nextInt(NUMBERING.size() + 1);
    current = dice == NUMBERING.size() ? WEB : NUMBERING.get(dice);
    Source.Builder source = Source.newBuilder().setId(current).setSentAt(now.plusSeconds(2));
    if (current.equals(WEB)) {
      return source.build();
    }
    if (random.nextInt(40) == 0) {
      epochs.merge(current, 1L, Long::sum);
    }
    Long epoch = epochs.get(current); // null says the same as 0
    long number = nextNumbers.merge(current + '|' + epoch + '|' + kind, 1L, Long::sum) - 1;
    return source.setEpoch(epoch).setSequence(number).build();
  }

  /** The channel that the record just made belongs to. */
  String channel() {
    return current.equals(WEB) ? "web" : "store";
  }
}
