package io.zaiko.tools.publish.from;

import java.util.List;

/** Those whose deliveries can be read. */
public enum Provider {
  STRIPE("ZAIKO_STRIPE_SECRET", "web"),
  ADYEN("ZAIKO_ADYEN_HMAC_KEY", "web"),
  POS("", "store");

  private final String secretVariable;
  private final String channel;

  Provider(String secretVariable, String channel) {
    this.secretVariable = secretVariable;
    this.channel = channel;
  }

  /** The environment variable that holds its secret; empty for one that signs nothing. */
  public String secretVariable() {
    return secretVariable;
  }

  /** Whether it signs what it sends. */
  public boolean signs() {
    return !secretVariable.isEmpty();
  }

  /** Where a payment was made, unless it says so itself or another is given. */
  public String usualChannel() {
    return channel;
  }

  /**
   * Its adapter.
   *
   * @param secrets those that its signature may be made with, several while one is replaced; none:
   *     signatures are not checked
   * @throws IllegalArgumentException where a secret is none of this provider's; the message does
   *     not show it
   */
  public ProviderAdapter adapter(List<String> secrets, Unstated unstated) {
    return switch (this) {
      case STRIPE -> new StripeDelivery(new StripeSignature(secrets), unstated);
      case ADYEN -> new AdyenNotification(new AdyenSignature(secrets), unstated);
      case POS -> new PosJournal(unstated);
    };
  }
}
