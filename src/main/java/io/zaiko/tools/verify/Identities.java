package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for the twin of each record that was set aside because of its identity. */
final class Identities {
  /** The job compares the content of so many newest numbers of a series, and forgets older ones. */
  private static final long REMEMBERED_NUMBERS = 4_096;

  private final Map<Object, Long> applied = new HashMap<>();
  private final Map<Identity.Series, Long> highest = new HashMap<>();
  private final Map<Identity.Series, SeriesWalk> walks = new HashMap<>();
  private final List<Repeated> duplicates = new ArrayList<>();
  private final List<Repeated> conflicts = new ArrayList<>();
  private final List<Repeated> reused = new ArrayList<>();
  private final List<Repeated> unnumbered = new ArrayList<>();

  private record Repeated(RecordAddress address, Identity identity) {}

  /** Notes an applied record; false where its identity was applied before. */
  boolean apply(Identity identity, Arrival at) {
    if (identity.key() instanceof Identity.Numbered numbered) {
      highest.merge(numbered.series(), numbered.number(), Math::max);
      walk(numbered).applied(numbered.number(), at);
    }
    return applied.putIfAbsent(identity.key(), identity.content()) == null;
  }

  void duplicate(RecordAddress address, Identity identity) {
    duplicates.add(new Repeated(address, identity));
  }

  void conflict(RecordAddress address, Identity identity) {
    conflicts.add(new Repeated(address, identity));
  }

  /** Takes a record refused as SEQUENCE_REUSED. */
  void reuse(Identity identity, Arrival at) {
    reused.add(new Repeated(at.address(), identity));
    ask(identity, at, "SEQUENCE_REUSED");
  }

  /** Takes a record refused as SEQUENCE_EXPIRED. */
  void expire(Identity identity, Arrival at) {
    ask(identity, at, "SEQUENCE_EXPIRED");
  }

  private void ask(Identity identity, Arrival at, String reason) {
    if (identity.key() instanceof Identity.Numbered numbered) {
      walk(numbered).refused(numbered.number(), at, reason);
    } else {
      unnumbered.add(new Repeated(at.address(), identity));
    }
  }

  private SeriesWalk walk(Identity.Numbered numbered) {
    return walks.computeIfAbsent(numbered.series(), first -> new SeriesWalk());
  }

  /** Compares with the applied records, once all are known. */
  void compare(Differences differences) {
    duplicates.forEach(record -> compareDuplicate(record, differences));
    for (Repeated record : conflicts) {
      Long content = applied.get(record.identity().key());
      differences.expect(
          content != null && content != record.identity().content(),
          Check.REFUSALS,
          () -> record.address() + ": EVENT_CONFLICT, but no other content was applied before");
    }
    for (Repeated record : reused) {
      Long content = applied.get(record.identity().key());
      boolean isOther = content != null && content != record.identity().content();
      differences.expect(
          isOther || (content != null && !isRemembered(record.identity())),
          Check.REFUSALS,
          () -> record.address() + ": SEQUENCE_REUSED, but its number was not applied otherwise");
    }
    for (Repeated record : unnumbered) {
      differences.add(
          Check.REFUSALS, record.address() + " was refused for its sequence, but has none");
    }
    walks.values().forEach(walk -> walk.judge(differences));
  }

  private void compareDuplicate(Repeated record, Differences differences) {
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

  private boolean isRemembered(Identity identity) {
    return !(identity.key() instanceof Identity.Numbered numbered)
        || highest.getOrDefault(numbered.series(), 0L) - numbered.number() < REMEMBERED_NUMBERS;
  }
}
