package io.zaiko.tools.publish.from;

import io.zaiko.avro.PaymentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One line for each standard notification of Adyen, as it came: the signature is in each item.
 * Items that say nothing of a payment need none.
 */
final class AdyenNotification implements ProviderAdapter {
  private final AdyenSignature signature;
  private final Unstated unstated;

  AdyenNotification(AdyenSignature signature, Unstated unstated) {
    this.signature = signature;
    this.unstated = unstated;
  }

  @Override
  public Told read(String line) throws NotTaken {
    List<Body> wrapped = Body.parse(line, "").list("notificationItems");
    if (wrapped.isEmpty()) {
      throw new NotTaken("notificationItems is missing; hand on the whole notification");
    }
    List<PaymentEvent> events = new ArrayList<>();
    int skipped = 0;
    for (Body wrapper : wrapped) {
      Body item = wrapper.needObject("NotificationRequestItem");
      List<PaymentEvent> said = new AdyenItem(item, unstated).told();
      if (said.isEmpty()) {
        skipped++;
      } else if (signature.isAsked() && !signature.matches(item)) {
        throw new NotTaken(
            item.at("additionalData.hmacSignature")
                + " is missing or not of this item; switch HMAC on for this webhook, and check that"
                + " the key is the one of it");
      }
      events.addAll(said);
    }
    return new Told(events, skipped);
  }
}
