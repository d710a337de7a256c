package io.zaiko.domain.settlement;

/**
 * That more or fewer checks wait for somebody who is silent.
 *
 * @param voice who, as in {@link Heard}
 * @param change how many more; below 0 fewer
 * @param isUnheard whether they wait no more though nobody was heard: {@code payment.hold.max} is
 *     over
 * @param heardMicros until when that one was heard; {@link Long#MIN_VALUE} for never
 * @param atMicros how far business time had come
 */
public record HeldNews(
    String voice, long change, boolean isUnheard, long heardMicros, long atMicros) {
  /** Who hears it: one for a provider, and one for all shops of a channel. */
  public String key() {
    return Heard.groupOf(voice);
  }
}
