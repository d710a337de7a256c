package io.zaiko.tools.replay;

import java.util.stream.Stream;

/**
 * Turns the rows of a data set into events. The same set gives the same records every time, down to
 * identity and sequence, so that a second replay is a redelivery. Streams are to be closed.
 */
interface Adapter {
  /** Short name, the prefix of the set's sources. */
  String name();

  /** Items and locations. */
  Stream<Outgoing> controls();

  /** All events in the order of the set. */
  Stream<Outgoing> events();
}
