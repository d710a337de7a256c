package io.zaiko.domain.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a payment brings to its order: its sums as they were after each thing said of it.
 *
 * @param provider who moved the money
 * @param account under which account of the retailer
 * @param paymentId the provider's id of it
 * @param orderRef the order it states; null where it states none
 * @param checkoutRef the checkout it states; null where it states none
 * @param channel by which it came
 * @param locationId the shop; null where it names none
 * @param isOffline whether it was taken without a connection
 * @param isUnseen whether its beginning may lie before what is known
 * @param currency of its sums
 * @param isMixed whether amounts of another currency were told as well
 * @param moves in order of time, at least one
 * @param instrument the same for one instrument; null where nothing that lasts is stated
 */
public record PaymentPart(
    String provider,
    String account,
    String paymentId,
    @Nullable String orderRef,
    @Nullable String checkoutRef,
    String channel,
    @Nullable String locationId,
    boolean isOffline,
    boolean isUnseen,
    String currency,
    boolean isMixed,
    List<Move> moves,
    @Nullable String instrument) {

  /**
   * Its sums after something was said, minor units.
   *
   * @param atMicros business time
   * @param eventId what was said
   * @param type what it was
   * @param capturedMinor captured
   * @param refundedMinor refunded
   * @param excusedMinor refunded with a reason for which no return is needed
   * @param chargedBackMinor charged back
   * @param openMinor authorised, and neither captured nor released
   */
  public record Move(
      long atMicros,
      String eventId,
      PaymentType type,
      long capturedMinor,
      long refundedMinor,
      long excusedMinor,
      long chargedBackMinor,
      long openMinor) {
    /** Before anything was said. */
    public static final Move NONE =
        new Move(Long.MIN_VALUE, "", PaymentType.PENDING, 0, 0, 0, 0, 0);

    /** What the provider holds of it for the retailer. */
    public long heldMinor() {
      return capturedMinor - refundedMinor - chargedBackMinor;
    }
  }

  /**
   * What a payment brings.
   *
   * @param inOrder at least one statement, in {@link PaymentFold#ORDER}
   * @param excuses values of {@code reason_code} for which no return is needed
   */
  static PaymentPart of(List<PaymentStatement> inOrder, PaymentTerms terms, Set<String> excuses) {
    PaymentFold fold = new PaymentFold();
    Map<String, Long> excused = new HashMap<>();
    List<Move> moves = new ArrayList<>();
    boolean isMixed = false;
    boolean isOffline = false;
    for (PaymentStatement said : inOrder) {
      fold.hear(said);
      Payment sums = fold.payment();
      boolean isCounted = said.currency().equals(sums.currency());
      isMixed |= !isCounted;
      isOffline |= said.means().isOffline();
      if (said.type() == PaymentType.REFUNDED) {
        boolean isExcused = said.reasonCode() != null && excuses.contains(said.reasonCode());
        excused.put(said.operationId(), isExcused && isCounted ? said.amountMinor() : 0);
      } else if (!PaymentFold.saysNothingOfIt(said.type())) {
        excused.remove(said.operationId());
      }
      long sumExcused = excused.values().stream().mapToLong(Long::longValue).sum();
      moves.add(
          new Move(
              said.occurredAtMicros(),
              said.eventId(),
              said.type(),
              sums.capturedMinor(),
              sums.refundedMinor(),
              sumExcused,
              sums.chargedBackMinor(),
              Math.max(0, sums.authorisedMinor() - sums.capturedMinor())));
    }
    PaymentStatement first = inOrder.get(0);
    PaymentStanding all = new PaymentStanding(inOrder, false, inOrder.size(), 0, first);
    return new PaymentPart(
        first.provider(),
        first.providerAccount(),
        first.paymentId(),
        all.first(PaymentStatement::orderRef),
        all.first(PaymentStatement::checkoutRef),
        first.channel(),
        all.first(PaymentStatement::locationId),
        isOffline,
        Beginning.isUnseen(inOrder, terms),
        fold.payment().currency(),
        isMixed,
        List.copyOf(moves),
        all.first(said -> said.means().instrument()));
  }

  /** What tells the payment from all others. */
  public String paymentKey() {
    return provider + '|' + account + '|' + paymentId;
  }

  /** The account of the retailer at a provider. */
  public String providerAccount() {
    return provider + '|' + account;
  }

  /** Its sums in the end. */
  public Move last() {
    return moves.get(moves.size() - 1);
  }
}
