package io.zaiko.connectors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry is, apart from who asks: the client writes the address it asks into logs and
 * errors, so it is never given one with a password in it.
 *
 * @param plain the addresses without credentials, separated by commas
 * @param userInfo {@code user:password}; null where the addresses name none
 */
public record RegistryUrl(String plain, @Nullable String userInfo) {
  private static final String SCHEME = "([a-zA-Z][a-zA-Z0-9+.-]*://)?";
  private static final Pattern USER = Pattern.compile("^" + SCHEME + "([^/]*)@");

  /** More than {@link #USER}: rather too much is hidden than the half of a password shown. */
  private static final Pattern SECRET = Pattern.compile("^" + SCHEME + ".*@", Pattern.DOTALL);

  private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*");
  private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("\\s*,\\s*(?=[a-zA-Z]+://)");

  /**
   * Takes the credentials out of an address.
   *
   * @param url as configured, several separated by commas
   * @throws IllegalArgumentException where an address cannot be told from a password, or not all
   *     name the same user
   */
  static RegistryUrl of(String url) {
    List<String> plain = new ArrayList<>();
    Set<@Nullable String> users = new HashSet<>();
    for (String one : BETWEEN.split(url.strip())) {
      Matcher user = USER.matcher(one);
      boolean isNamed = user.find();
      users.add(isNamed ? user.group(2) : null);
      plain.add(
          isNamed
              ? Objects.requireNonNullElse(user.group(1), "") + one.substring(user.end())
              : one);
    }
    boolean isHalfHidden = plain.stream().anyMatch(one -> one.indexOf('@') >= 0);
    if (isHalfHidden || users.size() > 1) {
      throw new IllegalArgumentException(
          "the registry's address "
              + shown(url)
              + (isHalfHidden
                  ? " has an @ in its path"
                  : " names more than one user, or only part does")
              + "; write it without user and password, and these into basic.auth.user.info");
    }
    return new RegistryUrl(String.join(",", plain), users.iterator().next());
  }

  /** An address as it may be shown to anyone: {@code ***} stands for user and password. */
  public static String shown(String url) {
    List<String> shown = new ArrayList<>();
    for (String one : BETWEEN_ADDRESSES.split(url.strip())) {
      shown.add(SECRET.matcher(one).replaceFirst("$1***@"));
    }
    return String.join(",", shown);
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return "RegistryUrl[" + plain + ']';
  }
}
