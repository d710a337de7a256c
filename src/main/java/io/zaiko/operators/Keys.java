package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.Objects;

/** What the records of each operator are keyed by. */
public final class Keys {

  private Keys() {}

  /** By the identity group; a refusal, which touches no state, by its address. */
  public static String identityGroup(Inbound inbound) {
    GoodsEvent event = inbound.event();
    return event == null ? inbound.origin().address() : event.identityGroup();
  }

  /** By the order; the record must belong to one. */
  public static String order(GoodsEvent event) {
    return Objects.requireNonNull(event.orderRef(), "only records of an order come here");
  }

  /** Whether a sale or a void: what an order is made of. */
  public static boolean belongsToOrder(GoodsEvent event) {
    return event.orderRef() != null;
  }
}
