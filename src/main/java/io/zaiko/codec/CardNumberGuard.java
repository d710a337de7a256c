package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps card numbers out: a payment whose texts hold one, those that only its writer knows of
 * included, is refused, its bytes and its key masked, and nothing that is said of it repeats the
 * number. Not asked of {@code event_id} and {@code source}: one product code or counter in ten
 * passes the Luhn check.
 */
final class CardNumberGuard {
  private static final Set<String> NOT_ASKED = Set.of("event_id", "source");

  private CardNumberGuard() {}

  /**
   * A card number that was found.
   *
   * @param field the field that holds it, dotted
   * @param text it, as it stands there
   */
  private record Hit(String field, String text) {}

  /** The refusal of a record that holds a card number; null where it holds none. */
  static @Nullable Inbound refusal(
      IndexedRecord record,
      Origin origin,
      byte @Nullable [] key,
      byte[] value,
      @Nullable String eventId) {
    List<Hit> hits = new ArrayList<>();
    search(record, "", hits);
    if (hits.isEmpty()) {
      return null;
    }
    byte[] masked = Objects.requireNonNull(starred(value, hits));
    byte[] maskedKey = starred(key, hits);
    byte[] maskedId =
        starred(eventId == null ? null : eventId.getBytes(StandardCharsets.UTF_8), hits);
    return new Inbound(
        origin,
        maskedKey,
        masked,
        WireFormat.schemaId(value),
        null,
        Reason.CARD_NUMBER,
        hits.get(0).field()
            + " holds a card number; send the provider's token of it, and have the sender cleaned",
        maskedId == null ? null : new String(maskedId, StandardCharsets.UTF_8));
  }

  /** Without the numbers, and without what they may be in another spelling. */
  private static byte @Nullable [] starred(byte @Nullable [] bytes, List<Hit> hits) {
    byte[] masked = masked(bytes);
    for (Hit hit : hits) {
      mask(masked, hit.text().getBytes(StandardCharsets.UTF_8));
    }
    return masked;
  }

  private static void search(IndexedRecord record, String path, List<Hit> hits) {
    for (Schema.Field field : record.getSchema().getFields()) {
      String name = path + field.name();
      if (!NOT_ASKED.contains(name)) {
        search(record.get(field.pos()), name, hits);
      }
    }
  }

  private static void search(@Nullable Object value, String name, List<Hit> hits) {
    if (value instanceof IndexedRecord inner) {
      search(inner, name + '.', hits);
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> search(item, name, hits));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            search(key, name, hits);
            search(item, name, hits);
          });
    } else if (value instanceof CharSequence text) {
      String string = text.toString();
      for (CardNumbers.Place place : CardNumbers.in(string)) {
        hits.add(new Hit(name, string.substring(place.start(), place.end())));
      }
    }
  }

  /** The same, refused for another cause before its texts could be read. */
  static Inbound masked(Inbound unread) {
    return new Inbound(
        unread.origin(),
        masked(unread.key()),
        masked(unread.value()),
        unread.schemaId(),
        null,
        unread.reason(),
        unread.message(),
        unread.eventId());
  }

  /** The bytes with a star for every digit of what could be a card number. */
  private static byte @Nullable [] masked(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    byte[] masked = bytes.clone();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (CardNumbers.Place place : CardNumbers.anywhereIn(text)) {
      star(masked, place.start(), place.end());
    }
    return masked;
  }

  private static void mask(byte @Nullable [] bytes, byte[] number) {
    if (bytes == null) {
      return;
    }
    for (int at = 0; at + number.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + number.length, number, 0, number.length)) {
        star(bytes, at, at + number.length);
      }
    }
  }

  private static void star(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        bytes[i] = '*';
      }
    }
  }
}
