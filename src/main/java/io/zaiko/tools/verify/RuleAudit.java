package io.zaiko.tools.verify;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows the stock rules in the order in which they were stated, judges which were refused, and
 * holds the last image of every shelf against those in force.
 */
final class RuleAudit {
  /** The job may refuse further ones of those that speak of more than one shelf. */
  private static final int GENERAL_AT_MOST = 100_000;

  private final WireReader wire;
  private final SetAside setAside;
  private final InputAudit inputs;
  private final OutputReader outputs;
  private final Differences differences;
  private final long lowStockAt;
  private final Map<String, StockRule> inForce = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private final Set<String> stated = new HashSet<>();
  private final Set<String> differing = new HashSet<>();
  private final Set<String> everGeneral = new HashSet<>();
  private final List<RecordAddress> beyondLimit = new ArrayList<>();
  private final Map<String, Offer> offers = new HashMap<>();
  private final Map<Integer, Long> nextOffsets = new HashMap<>();
  private final Set<Integer> compacted = new HashSet<>();
  private long unheld;

  /** What the last image of a shelf offers. */
  private record Offer(
      RecordAddress address,
      long availableToSell,
      long safetyStock,
      Map<String, Long> channels,
      StockStatus status) {}

  RuleAudit(
      WireReader wire,
      SetAside setAside,
      InputAudit inputs,
      OutputReader outputs,
      Differences differences,
      long lowStockAt) {
    this.lowStockAt = lowStockAt;
    this.wire = wire;
    this.setAside = setAside;
    this.inputs = inputs;
    this.outputs = outputs;
    this.differences = differences;
  }

  /** Takes a record of {@code stock-rules}. */
  void rule(RawRecord raw) {
    TopicTally tally = inputs.tally(raw.topic());
    tally.addRecord();
    lookForHoles(raw);
    String key = raw.key() == null ? null : new String(raw.key(), StandardCharsets.UTF_8);
    StockRule rule = null;
    Set<Fault> faults;
    if (raw.value() == null) {
      faults = StockRuleChecks.faultsOf(key, null);
    } else {
      WireReader.Reading reading = wire.read(raw.value(), StockRule.getClassSchema());
      rule = (StockRule) reading.record();
      faults = rule == null ? reading.faults() : StockRuleChecks.faultsOf(key, rule);
    }
    SetAside.Refused refused = setAside.strikeDeadLetter(raw.address());
    if (refused != null) {
      tally.addDeadLetter();
      refused(raw, refused, key, rule, faults);
      return;
    }
    tally.addApplied();
    differences.expect(
        faults.isEmpty(),
        Check.REFUSALS,
        () -> raw.address() + " should have been refused: " + faults);
    if (key != null) {
      follow(raw, key, rule);
    }
  }

  /** Compaction leaves holes; what is gone may have been the rule that stands. */
  private void lookForHoles(RawRecord raw) {
    Long next = nextOffsets.put(raw.partition(), raw.offset() + 1);
    if (raw.offset() > (next == null ? 0 : next)) {
      compacted.add(raw.partition());
    }
  }

  private void refused(
      RawRecord raw,
      SetAside.Refused refused,
      @Nullable String key,
      @Nullable StockRule rule,
      Set<Fault> faults) {
    differences.compared(Check.REFUSALS);
    differences.expect(
        refused.holds(raw.value()),
        Check.REFUSALS,
        () -> raw.address() + ": the dead letter does not hold the bytes of the record");
    if (!faults.isEmpty()) {
      differences.expect(
          faults.stream().anyMatch(fault -> fault.name().equals(refused.reason())),
          Check.REFUSALS,
          () -> raw.address() + " was refused as " + refused.reason() + ", expected " + faults);
    } else if (key != null && rule != null && refused.reason().equals("RULE_VERSION")) {
      boolean isGone = !inForce.containsKey(key) && compacted.contains(raw.partition());
      if (isGone) {
        unknown.add(key); // compaction took away the one that stands
      }
      differences.expect(
          isGone || !mayFollow(key, rule),
          Check.REFUSALS,
          () -> raw.address() + " was refused as RULE_VERSION, but its version is the highest");
    } else if (key != null && isGeneral(key) && refused.reason().equals("CONTROL_LIMIT")) {
      everGeneral.add(key);
      beyondLimit.add(raw.address());
    } else {
      differences.add(
          Check.REFUSALS,
          raw.address() + " was refused as " + refused.reason() + ", but nothing is wrong");
    }
  }

  private void follow(RawRecord raw, String key, @Nullable StockRule rule) {
    if (isGeneral(key)) {
      everGeneral.add(key);
    }
    unknown.remove(key);
    stated.add(key);
    if (rule == null) {
      inForce.remove(key);
      return;
    }
    differences.expect(
        mayFollow(key, rule),
        Check.REFUSALS,
        () -> raw.address() + " should have been refused: [RULE_VERSION]");
    inForce.put(key, rule);
  }

  /** Whether a rule may stand after those before it: its version grows, or it says the same. */
  private boolean mayFollow(String key, StockRule rule) {
    StockRule before = inForce.get(key);
    return before == null
        || rule.getVersion() > before.getVersion()
        || (rule.getVersion() == before.getVersion() && content(rule).equals(content(before)));
  }

  /** What a rule states; a note is none of it, nor is the order of the fences. */
  private static List<@Nullable Object> content(StockRule rule) {
    return Arrays.asList(
        rule.getSafetyStock(),
        rule.getBuffers(),
        rule.getFences() == null ? null : Set.copyOf(rule.getFences()),
        rule.getLowStockAt(),
        rule.getInStockAt());
  }

  private static boolean isGeneral(String key) {
    int bar = key.indexOf('|');
    return bar == 0 || bar == key.length() - 1;
  }

  /** Takes a record of {@code availability}. */
  void image(RawRecord raw) {
    String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    Availability image =
        raw.value() == null ? null : outputs.read(raw, Availability.class, Check.IMAGES);
    if (image == null) {
      offers.remove(key);
      return;
    }
    offers.put(
        key,
        new Offer(
            raw.address(),
            image.getAvailableToSell(),
            image.getSafetyStock(),
            image.getChannels().isEmpty() ? Map.of() : image.getChannels(),
            image.getStatus()));
  }

  /**
   * Compares, once rules and images are read.
   *
   * @param isClosed whether a location is closed, so that no channel sells there
   * @param isStated whether something was stated of a location
   * @return how many shelves differ whose rules or locations were stated or taken back: a sweep may
   *     not have been there yet
   */
  long compare(Predicate<String> isClosed, Predicate<String> isStated) {
    for (RecordAddress address : beyondLimit) {
      differences.expect(
          everGeneral.size() > GENERAL_AT_MOST,
          Check.REFUSALS,
          () ->
              address
                  + " was refused as CONTROL_LIMIT, but there are only "
                  + everGeneral.size()
                  + " general rules");
    }
    offers.forEach((shelf, offer) -> compare(shelf, offer, isClosed));
    return differing.stream()
        .filter(
            shelf ->
                keys(shelf).stream().anyMatch(stated::contains) || isStated.test(locationOf(shelf)))
        .count();
  }

  /** How many shelves were not held against rules, because compaction took some of them away. */
  long unheld() {
    return unheld;
  }

  private static String locationOf(String shelf) {
    return shelf.substring(0, Math.max(0, shelf.indexOf('|')));
  }

  private void compare(String shelf, Offer offer, Predicate<String> isClosed) {
    Terms terms = terms(shelf);
    if (terms == null) {
      unheld++;
      return;
    }
    differences.compared(Check.RULES);
    expect(
        offer.safetyStock() == terms.safetyStock(),
        shelf,
        offer,
        "withholds " + offer.safetyStock() + " units, the rules say " + terms.safetyStock());
    Map<String, Long> channels = new HashMap<>(terms.channels(offer.availableToSell()));
    boolean closed = isClosed.test(locationOf(shelf));
    if (closed) {
      channels.replaceAll((channel, units) -> 0L);
    }
    expect(
        offer.channels().equals(channels),
        shelf,
        offer,
        "lets channels sell " + offer.channels() + ", the rules say " + channels);
    expect(
        closed
            ? offer.status() == StockStatus.OUT_OF_STOCK
            : terms.fit(offer.status(), offer.availableToSell()),
        shelf,
        offer,
        "is "
            + offer.status()
            + " at "
            + offer.availableToSell()
            + (closed
                ? " in a closed location"
                : " by its rules, or where none says so by low.stock.at " + lowStockAt));
  }

  /** What holds for a shelf; null where rules are missing that would tell. */
  @Nullable Terms terms(String shelf) {
    List<String> keys = keys(shelf);
    return keys.stream().anyMatch(unknown::contains)
        ? null
        : new Terms(keys.stream().map(inForce::get).filter(Objects::nonNull).toList(), lowStockAt);
  }

  /** The keys of all rules that may speak of a shelf, the most specific first. */
  private static List<String> keys(String shelf) {
    int bar = Math.max(0, shelf.indexOf('|'));
    return List.of(shelf, shelf.substring(bar), shelf.substring(0, bar + 1), "|");
  }

  private void expect(boolean holds, String shelf, Offer offer, String otherwise) {
    if (!holds) {
      differing.add(shelf);
    }
    differences.expect(
        holds, Check.RULES, () -> shelf + " at " + offer.address() + ' ' + otherwise);
  }
}
