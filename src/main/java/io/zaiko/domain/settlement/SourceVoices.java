package io.zaiko.domain.settlement;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * For whom a source speaks: a till for its shop, an adapter for its provider. Once that is known,
 * its heartbeats speak for them as well.
 *
 * @param voices at most {@link #MOST}
 * @param heardMicros business time of the newest that it said
 * @param toldMicros until when it was last told to have been heard
 */
public record SourceVoices(List<String> voices, long heardMicros, long toldMicros) {
  /**
   * So many are known of one source, such as one that tells of all shops of a chain. For others it
   * is as silent as if it did not speak for them.
   */
  public static final int MOST = 10_000;

  /** Nothing was heard of it. */
  public static final SourceVoices SILENT =
      new SourceVoices(List.of(), Long.MIN_VALUE, Long.MIN_VALUE);

  private static final long GRAIN_MICROS = 10_000_000;

  /**
   * What hearing it brought about.
   *
   * @param next what is known from now on
   * @param news to tell; empty where little time has passed since the last
   */
  public record Step(SourceVoices next, List<Heard> news) {}

  public SourceVoices {
    voices = voices == null ? List.of() : voices;
  }

  /** Hears a record of it. */
  public Step heard(GoodsEvent event) {
    Set<String> all = new LinkedHashSet<>(voices);
    for (String voice : of(event)) {
      if (all.size() < MOST) {
        all.add(voice);
      }
    }
    boolean isNewVoice = all.size() > voices.size();
    long heard = Math.max(heardMicros, event.asOfMicros());
    boolean isTold =
        isNewVoice || toldMicros == Long.MIN_VALUE || heard - toldMicros >= GRAIN_MICROS;
    SourceVoices next = new SourceVoices(List.copyOf(all), heard, isTold ? heard : toldMicros);
    return new Step(
        next, isTold ? all.stream().map(voice -> new Heard(voice, heard)).toList() : List.of());
  }

  /** For whom a record speaks. */
  public static List<String> of(GoodsEvent event) {
    PaymentStatement payment = event.payment();
    if (payment != null) {
      List<String> voices =
          new ArrayList<>(
              List.of(
                  Heard.provider(payment.provider()),
                  Heard.provider(payment.provider(), payment.providerAccount()),
                  Heard.payer(payment.channel(), null)));
      if (payment.locationId() != null) {
        voices.add(Heard.payer(payment.channel(), payment.locationId()));
      }
      return voices;
    }
    boolean isOfShop =
        event.kind() == RecordKind.SALE
            || event.kind() == RecordKind.RETURN
            || event.kind() == RecordKind.VOID;
    if (!isOfShop) {
      return List.of();
    }
    String channel = OrderEntry.channelOf(event.origin().topic());
    List<String> voices = new ArrayList<>(List.of(Heard.channel(channel)));
    event.lines().stream()
        .map(line -> Heard.shop(channel, line.locationId()))
        .distinct()
        .forEach(voices::add);
    return voices;
  }
}
