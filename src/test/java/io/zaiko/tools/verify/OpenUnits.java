package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.SaleLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Units of the lines of an order of which something may yet be said. */
final class OpenUnits {
  private final Map<Integer, Long> open = new HashMap<>();
  private final Map<Integer, Long> handedOver = new HashMap<>();
  private final Map<String, Long> undone = new HashMap<>();
  private final Random random;

  OpenUnits(Random random) {
    this.random = random;
  }

  /** So many are taken by a step of fulfilment. */
  long taken(FulfilmentAct act, SaleLine line) {
    long units = some(open.getOrDefault(line.getLineNo(), line.getQuantity()));
    if (act != FulfilmentAct.READY) {
      open.merge(line.getLineNo(), line.getQuantity() - units, (left, first) -> left - units);
    }
    if (act == FulfilmentAct.SHIPPED || act == FulfilmentAct.PICKED_UP) {
      handedOver.merge(line.getLineNo(), units, Long::sum);
    }
    return units;
  }

  /** So many are undone of a sale, those that were handed over last. */
  long undone(String sale, SaleLine line) {
    int lineNo = line.getLineNo();
    long before = undone.getOrDefault(sale + lineNo, 0L);
    long away = handedOver.getOrDefault(lineNo, 0L);
    long left = open.getOrDefault(lineNo, line.getQuantity());
    boolean isAnyEnded = left + away < line.getQuantity(); // which the void may have meant
    boolean isCarriedOut = line.getFulfilment() == FulfilmentKind.CARRY_OUT;
    long units =
        some(
            Math.min(line.getQuantity() - before, isCarriedOut || isAnyEnded ? left : left + away));
    undone.put(sale + lineNo, before + units);
    open.put(lineNo, Math.max(0, left - units));
    handedOver.put(lineNo, away - Math.max(0, units - left));
    return units;
  }

  private long some(long most) {
    return most <= 0 ? 0 : (long) random.nextInt((int) most + 1);
  }
}
