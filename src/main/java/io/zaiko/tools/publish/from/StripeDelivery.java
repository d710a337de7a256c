package io.zaiko.tools.publish.from;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One line for each delivery of Stripe: {@code {"headers":{"Stripe-Signature":".."},"body":".."}},
 * with the raw body as a text, since its bytes are signed. Where signatures are not checked, the
 * bare event does.
 */
final class StripeDelivery implements ProviderAdapter {
  private static final String SHAPE =
      "{\"headers\":{\"Stripe-Signature\":\"...\"},\"body\":\"<the raw body as a text>\"}";

  private final StripeSignature signature;
  private final Unstated unstated;

  StripeDelivery(StripeSignature signature, Unstated unstated) {
    this.signature = signature;
    this.unstated = unstated;
  }

  @Override
  public Told read(String line) throws NotTaken {
    Body delivery = Body.parse(line, "");
    JsonNode raw = delivery.node().get("body");
    if (raw == null || !raw.isTextual()) {
      if (signature.isAsked()) {
        throw new NotTaken("body is missing: the raw bytes are signed; hand on " + SHAPE);
      }
      return new StripeEvent(delivery, unstated).told();
    }
    if (signature.isAsked() && !signature.matches(header(delivery), raw.textValue())) {
      throw new NotTaken(
          "headers.Stripe-Signature is not of this body; hand on the body byte for byte, and check"
              + " that the secret is the one of this endpoint");
    }
    return new StripeEvent(Body.parse(raw.textValue(), "body"), unstated).told();
  }

  /** Header names are the same in any case. */
  private static String header(Body delivery) throws NotTaken {
    for (Map.Entry<String, JsonNode> header : delivery.object("headers").node().properties()) {
      if (header.getKey().equalsIgnoreCase("Stripe-Signature") && header.getValue().isTextual()) {
        return header.getValue().textValue();
      }
    }
    throw new NotTaken("headers.Stripe-Signature is missing; hand on " + SHAPE);
  }
}
