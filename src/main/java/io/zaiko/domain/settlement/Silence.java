package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.Episode;
import io.zaiko.domain.payment.MoneyAlert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many checks wait for a provider, or for the shops of a channel, that are silent: one alert
 * for all of them.
 *
 * <pre>
 *   fewer wait than are told of -> SUSPECTED, told again whenever twice as many wait
 *   SUSPECTED -> RESOLVED when nothing waits any more
 *   each -> CONFIRMED when a check was told though nobody was heard, and stays that day
 * </pre>
 *
 * @param waits for whom, in order of their voices
 * @param sinceMicros since when any has waited, business time; of the last time that any did
 * @param heardMicros until when the first of them to be waited for was heard; {@link
 *     Long#MIN_VALUE} for never
 * @param most the most checks that waited at once
 * @param unheard how many were told though nobody was heard
 * @param toldChecks with how many it was last told; 0 where people know of none
 * @param toldUnheard with how many of those that nobody was heard of
 * @param spokenOfMicros business time of the last change
 */
public record Silence(
    List<Wait> waits,
    long sinceMicros,
    long heardMicros,
    long most,
    long unheard,
    long toldChecks,
    long toldUnheard,
    long spokenOfMicros) {
  /** Nothing ever waited. */
  public static final Silence NONE =
      new Silence(List.of(), Long.MIN_VALUE, Long.MIN_VALUE, 0, 0, 0, 0, Long.MIN_VALUE);

  private static final int MAX_NAMED = 10;

  /**
   * What hearing of a change brought about.
   *
   * @param next what is known from now on
   * @param alert what there is to tell; null for nothing new
   */
  public record Step(Silence next, @Nullable MoneyAlert alert) {}

  public Silence {
    waits = waits == null ? List.of() : waits;
  }

  /**
   * Hears that more or fewer wait.
   *
   * @param said of this group
   */
  public Step heard(HeldNews said, OrderTerms terms) {
    TreeMap<String, Long> now = new TreeMap<>();
    waits.forEach(wait -> now.put(wait.voice(), wait.checks()));
    now.merge(said.voice(), said.change(), Long::sum);
    List<Wait> next = new ArrayList<>();
    now.forEach(
        (voice, checks) -> {
          if (checks != 0) {
            next.add(new Wait(voice, checks));
          }
        });
    long before = total(waits);
    long after = total(next);
    boolean begins = before == 0 && after > 0;
    long since = begins ? said.atMicros() : sinceMicros;
    boolean isAnother = begins && Episode.OF_SILENCES.at(since) != episode();
    long inVain = (isAnother ? 0 : unheard) + (said.isUnheard() ? -said.change() : 0);
    long inVainTold = isAnother ? 0 : toldUnheard;
    boolean isGrown = after >= (toldChecks > 0 ? 2 * toldChecks : terms.tellHeld().checks());
    boolean isOver = after == 0 && toldChecks > 0;
    boolean isNews = isGrown || isOver || inVain > 2 * inVainTold;
    Silence all =
        new Silence(
            List.copyOf(next),
            since,
            begins ? said.heardMicros() : heardMicros,
            Math.max(isAnother ? 0 : most, after),
            inVain,
            isNews ? after : toldChecks,
            isNews ? inVain : inVainTold,
            Math.max(spokenOfMicros, said.atMicros()));
    return new Step(all, isNews ? all.alert(said.key()) : null);
  }

  private static long total(List<Wait> waits) {
    return waits.stream().mapToLong(Wait::checks).sum();
  }

  private long episode() {
    return Episode.OF_SILENCES.at(sinceMicros);
  }

  private MoneyAlert alert(String key) {
    long checks = total(waits);
    Status status =
        unheard > 0 ? Status.CONFIRMED : checks > 0 ? Status.SUSPECTED : Status.RESOLVED;
    Map<String, Long> facts = new TreeMap<>();
    facts.put("held", checks);
    facts.put("held_at_most", most);
    facts.put("told_without", unheard);
    if (heardMicros != Long.MIN_VALUE) {
      facts.put("last_heard", heardMicros);
    }
    return MoneyAlert.withoutAmount(
        new Alert(
            Check.SOURCE_SILENT,
            key,
            episode(),
            0,
            status,
            Alert.Severity.MEDIUM,
            facts,
            List.of(),
            sentence(Heard.inWords(key), checks),
            spokenOfMicros));
  }

  private String sentence(String who, long checks) {
    String ofThem = ofThem();
    if (checks > 0) {
      return "%d checks wait for %s%s, %s: see that it runs and is connected; in the end they are told without it.%s"
          .formatted(
              checks,
              who,
              ofThem,
              heardMicros == Long.MIN_VALUE
                  ? "of which nothing was ever heard"
                  : "last heard of at "
                      + Instant.EPOCH
                          .plus(heardMicros, ChronoUnit.MICROS)
                          .truncatedTo(ChronoUnit.SECONDS),
              unheard > 0 ? " Of %d they were already.".formatted(unheard) : "");
    }
    return unheard > 0
        ? "%d checks waited for %s in vain, and were told without it: what it tells late takes them back or makes them good."
            .formatted(unheard, who)
        : "Nothing waits for %s any more; %d checks did.".formatted(who, most);
  }

  /** Which accounts or shops, where it is not the whole. */
  private String ofThem() {
    List<String> parts = waits.stream().map(Wait::voice).map(Heard::partOf).toList();
    if (parts.contains("")) {
      return "";
    }
    String named = parts.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    long more = parts.size() - MAX_NAMED;
    return " (%s%s)".formatted(named, more > 0 ? " and " + more + " more" : "");
  }
}
