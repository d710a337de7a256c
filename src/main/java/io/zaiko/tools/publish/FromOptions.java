package io.zaiko.tools.publish;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.UserError;
import io.zaiko.tools.publish.from.Provider;
import io.zaiko.tools.publish.from.ProviderAdapter;
import io.zaiko.tools.publish.from.Unstated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * From whom the lines are, and what they leave unsaid. Secrets come from the environment or a file,
 * never from the command line, which everybody on the machine can read.
 */
final class FromOptions {
  @Option(
      names = "--from",
      paramLabel = "stripe|adyen|pos",
      description = {
        "the lines are webhook deliveries of Stripe or Adyen, or a terminal's journal; TOPIC is",
        "payments.<name>. How old a signature is does not matter: deliveries may have been stored"
      })
  private @Nullable String from;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = {
        "what deliveries are signed with, one secret a line (default: ZAIKO_STRIPE_SECRET or",
        "ZAIKO_ADYEN_HMAC_KEY of the environment)"
      })
  private @Nullable Path secretFile;

  @Option(
      names = "--unsigned",
      description = "check no signature: anybody could have written the lines")
  private boolean unsigned;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "where payments that do not say so were made (default: web; of pos: store)")
  private @Nullable String channel;

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description = "the account of payments that do not say so (default: main)")
  private String account = "main";

  @Option(
      names = "--captured-at-once",
      description = "an authorisation at Adyen is a capture too, as it sends no CAPTURE of its own")
  private boolean capturedAtOnce;

  boolean isGiven() {
    return from != null;
  }

  /** Reads what a provider delivers; empty where none is named. */
  Optional<LineReader> reader(String topic) {
    if (from == null) {
      refuseLoneOptions();
      return Optional.empty();
    }
    if (!RecordKind.ofTopic(topic).equals(Optional.of(RecordKind.PAYMENT))) {
      throw new UserError(
          "--from makes payments, and " + topic + " takes none; use payments.<name>");
    }
    Provider provider = provider(from);
    String where = channel == null ? provider.usualChannel() : channel;
    try {
      ProviderAdapter adapter =
          provider.adapter(secrets(provider), new Unstated(where, account, capturedAtOnce));
      return Optional.of(new DeliveryReader(topic, adapter, Clock.systemUTC()));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private void refuseLoneOptions() {
    if (secretFile != null || unsigned || channel != null || capturedAtOnce) {
      throw new UserError(
          "--secret-file, --unsigned, --channel and --captured-at-once belong to --from; say from"
              + " whom the lines are");
    }
  }

  private static Provider provider(String name) {
    for (Provider provider : Provider.values()) {
      if (provider.name().toLowerCase(Locale.ROOT).equals(name)) {
        return provider;
      }
    }
    throw new UserError("--from " + name + " is not known; use stripe, adyen or pos");
  }

  private List<String> secrets(Provider provider) {
    if (!provider.signs() || unsigned) {
      return List.of();
    }
    List<String> secrets = secretFile == null ? environment(provider) : file(secretFile);
    if (secrets.isEmpty()) {
      throw new UserError(
          "no secret is given, so anybody could have written these lines; set "
              + provider.secretVariable()
              + " or --secret-file, or say --unsigned to take them all the same");
    }
    return secrets;
  }

  private static List<String> environment(Provider provider) {
    String secret = System.getenv(provider.secretVariable());
    return secret == null || secret.isBlank() ? List.of() : List.of(secret.strip());
  }

  private static List<String> file(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UserError("cannot read " + file + "; --secret-file must name a text file", e);
    }
  }
}
