package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for the twin of each record that was set aside because it was there before. */
final class Identities {
  /** The job compares the content of so many newest numbers of a series, and forgets older ones. */
  private static final long REMEMBERED_NUMBERS = 4_096;

  private final Map<Object, Long> applied = new HashMap<>();
  private final Map<Identity.Series, Long> highest = new HashMap<>();
  private final List<Repeated> duplicates = new ArrayList<>();
  private final List<Repeated> conflicts = new ArrayList<>();
  private final List<Repeated> reused = new ArrayList<>();

  private record Repeated(RecordAddress address, Identity identity) {}

  /** Notes an applied record; false where its identity was applied before. */
  boolean apply(Identity identity) {
    if (identity.key() instanceof Identity.Numbered numbered) {
      highest.merge(numbered.series(), numbered.number(), Math::max);
    }
    return applied.putIfAbsent(identity.key(), identity.content()) == null;
  }

  void duplicate(RecordAddress address, Identity identity) {
    duplicates.add(new Repeated(address, identity));
  }

  void conflict(RecordAddress address, Identity identity) {
    conflicts.add(new Repeated(address, identity));
  }

  void reuse(RecordAddress address, Identity identity) {
    reused.add(new Repeated(address, identity));
  }

  /** Compares with the applied records, once all are known. */
  void compare(Differences differences) {
    for (Repeated record : duplicates) {
      Long content = applied.get(record.identity().key());
      if (content == null) {
        differences.add(
            Check.DUPLICATES,
            record.address() + " was dropped as a duplicate, but nothing it repeats was applied");
      } else if (content != record.identity().content() && isRemembered(record.identity())) {
        differences.add(
            Check.DUPLICATES,
            record.address() + " was dropped as a duplicate, but says something else");
      }
    }
    for (Repeated record : conflicts) {
      Long content = applied.get(record.identity().key());
      differences.expect(
          content != null && content != record.identity().content(),
          Check.REFUSALS,
          () -> record.address() + ": EVENT_CONFLICT, but no other content was applied before");
    }
    for (Repeated record : reused) {
      differences.expect(
          applied.containsKey(record.identity().key()),
          Check.REFUSALS,
          () -> record.address() + ": SEQUENCE_REUSED, but its number was not applied before");
    }
  }

  private boolean isRemembered(Identity identity) {
    return !(identity.key() instanceof Identity.Numbered numbered)
        || highest.getOrDefault(numbered.series(), 0L) - numbered.number() < REMEMBERED_NUMBERS;
  }
}
