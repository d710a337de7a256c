package io.zaiko.tools.publish.from;

import io.zaiko.avro.PaymentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What one line says of payments.
 *
 * @param events what happened, in the order of the line
 * @param skipped how many of its events say nothing of a payment, 0 or more
 */
public record Told(List<PaymentEvent> events, int skipped) {
  /** An event that says nothing of a payment. */
  static final Told NOTHING = new Told(List.of(), 1);

  /** A line that is no event at all, as a header. */
  static final Told NO_EVENT = new Told(List.of(), 0);

  public Told {
    events = List.copyOf(events);
  }

  /** What both say. */
  Told and(Told other) {
    List<PaymentEvent> all = new ArrayList<>(events);
    all.addAll(other.events);
    return new Told(all, skipped + other.skipped);
  }

  static Told of(PaymentEvent event) {
    return new Told(List.of(event), 0);
  }
}
