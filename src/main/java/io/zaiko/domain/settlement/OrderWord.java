package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A word by which payments find their order, such as a tender's {@code payment_ref}: the sale or
 * return that has it, and the payments that have it. In whatever order they come, each payment ends
 * at the order of the latest record that has it.
 *
 * @param claim whose it is; null where no sale has it yet
 * @param payments that have it, as they were last told, at most {@link #MAX_PAYMENTS}
 * @param spokenOfMicros business time of what was last said
 */
public record OrderWord(
    OrderNews.@Nullable Claim claim, List<PaymentPart> payments, long spokenOfMicros) {
  /** The most payments that are remembered until a sale has the word. */
  public static final int MAX_PAYMENTS = OrderAccount.MAX_PAYMENTS;

  /** Nobody has it. */
  public static final OrderWord UNHEARD = new OrderWord(null, List.of(), Long.MIN_VALUE);

  /** Which word it is. */
  public enum Kind {
    /** Of a tender: payments that none names go by their checkout. */
    OF_TENDER(OrderNews::withoutTender, OrderNews.Path.BY_TENDER),
    /** Of a checkout: payments whose checkout no sale names have no order. */
    OF_CHECKOUT(OrderNews::withoutOrder, OrderNews.Path.BY_CHECKOUT);

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<PaymentPart, String> unclaimed;

    private final OrderNews.Path path;

    Kind(Function<PaymentPart, String> unclaimed, OrderNews.Path path) {
      this.unclaimed = unclaimed;
      this.path = path;
    }
  }

  /**
   * What hearing something brought about.
   *
   * @param next what is known from now on
   * @param news for others
   */
  public record Step(OrderWord next, List<OrderNews> news) {}

  public OrderWord {
    payments = payments == null ? List.of() : payments;
  }

  /** Hears a claim, or what a payment brings. */
  public Step heard(OrderNews said, Kind kind) {
    long spokenOf = Math.max(spokenOfMicros, said.asOfMicros());
    OrderNews.Claim claimed = said.claim();
    if (claimed != null) {
      return claimed(claimed, kind, spokenOf);
    }
    PaymentPart part = Objects.requireNonNull(said.part(), "a claim or a payment");
    return heard(part, said.isOfIt(), kind, spokenOf);
  }

  private Step claimed(OrderNews.Claim claimed, Kind kind, long spokenOf) {
    if (!claimed.isAfter(claim)) {
      return new Step(new OrderWord(claim, payments, spokenOf), List.of());
    }
    OrderWord next = new OrderWord(claimed, payments, spokenOf);
    List<OrderNews> news = new ArrayList<>();
    for (PaymentPart part : payments) {
      move(part, target(part, kind), part, next.target(part, kind), kind, news);
    }
    return new Step(next, news);
  }

  private Step heard(PaymentPart part, boolean isOfIt, Kind kind, long spokenOf) {
    List<PaymentPart> all = new ArrayList<>();
    PaymentPart before = null;
    for (PaymentPart each : payments) {
      if (each.paymentKey().equals(part.paymentKey())) {
        before = each;
      } else {
        all.add(each);
      }
    }
    List<OrderNews> news = new ArrayList<>();
    if (isOfIt) {
      if (all.size() < MAX_PAYMENTS) {
        all.add(part);
      }
      String from = before == null ? target(part, kind) : target(before, kind);
      move(before == null ? part : before, from, part, target(part, kind), kind, news);
    } else { // one beyond the bound was told as well
      news.add(OrderNews.to(target(before == null ? part : before, kind), part, false, kind.path));
    }
    return new Step(new OrderWord(claim, List.copyOf(all), spokenOf), news);
  }

  private static void move(
      PaymentPart before,
      String from,
      PaymentPart part,
      String to,
      Kind kind,
      List<OrderNews> news) {
    if (!from.equals(to)) {
      news.add(OrderNews.to(from, before, false, kind.path));
    }
    news.add(OrderNews.to(to, part, true, kind.path));
  }

  private String target(PaymentPart part, Kind kind) {
    return claim == null ? kind.unclaimed.apply(part) : OrderNews.orderKey(claim.orderRef());
  }
}
