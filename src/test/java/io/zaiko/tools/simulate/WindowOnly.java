package io.zaiko.tools.simulate;

import io.zaiko.avro.Instrument;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The usual way to find duplicate charges: one card, one amount, within a time, wherever it is, and
 * no look at what was sold.
 */
final class WindowOnly {
  private final long windowMicros;
  private final Map<String, List<Capture>> captures = new HashMap<>();
  private final Set<String> heard = new HashSet<>();

  private record Capture(long atMicros, String paymentId) {}

  /** Two payments that it takes for one. */
  record Pair(String first, String second) {}

  WindowOnly(long windowMicros) {
    this.windowMicros = windowMicros;
  }

  void hear(Told told) {
    if (told.record() instanceof PaymentEvent event
        && event.getType() == PaymentType.CAPTURED
        && event.getInstrument() != null
        && heard.add(event.getEventId())) {
      String what =
          name(event.getInstrument())
              + '|'
              + event.getAmount().getCurrency()
              + '|'
              + event.getAmount().getMinor();
      captures
          .computeIfAbsent(what, none -> new ArrayList<>())
          .add(new Capture(told.occurredMicros(), event.getProviderPaymentId()));
    }
  }

  private static String name(Instrument instrument) {
    String account = instrument.getPar();
    return account == null ? String.valueOf(instrument.getFingerprint()) : account;
  }

  /** Each payment that follows another one too soon, with that one. */
  List<Pair> alarms() {
    List<Pair> alarms = new ArrayList<>();
    for (List<Capture> same : captures.values()) {
      same.sort(Comparator.comparingLong(Capture::atMicros));
      for (int i = 1; i < same.size(); i++) {
        Capture before = same.get(i - 1);
        Capture after = same.get(i);
        boolean isOther = !before.paymentId().equals(after.paymentId());
        if (isOther && after.atMicros() - before.atMicros() <= windowMicros) {
          alarms.add(new Pair(before.paymentId(), after.paymentId()));
        }
      }
    }
    return alarms;
  }
}
