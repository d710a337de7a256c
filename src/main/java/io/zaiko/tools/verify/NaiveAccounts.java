package io.zaiko.tools.verify;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.StoredValue;
import io.zaiko.tools.verify.MoneyMatter.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is wrong with gift cards and points accounts, of all that was accepted of payments. */
final class NaiveAccounts {
  static final String CHECK = "STORED_VALUE_ABUSE";

  /** The job adds up no more. */
  private static final int MOST_ENTRIES = 1_000;

  /** What pays for a load that comes so much later may be forgotten. */
  private static final long PATIENCE_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final Set<PaymentType> TOUCHES_NO_BALANCE =
      Set.of(
          PaymentType.PENDING,
          PaymentType.AUTHORISED,
          PaymentType.AUTHORISATION_ADJUSTED,
          PaymentType.EXPIRED,
          PaymentType.CHARGEBACK_RECEIVED,
          PaymentType.CHARGEBACK_REVERSED,
          PaymentType.SETTLED);

  private static final Set<PaymentType> OF_BALANCES_ALONE =
      Set.of(
          PaymentType.STORED_VALUE_LOADED, PaymentType.STORED_VALUE_EXPIRED, PaymentType.SETTLED);

  private final Map<String, NaiveAccount> accounts = new TreeMap<>();
  private final PaymentMeasures measures;

  NaiveAccounts(Map<String, NaiveLife> payments, PaymentMeasures measures) {
    this.measures = measures;
    Map<String, List<NaiveLife>> byPaymentId = new HashMap<>();
    for (NaiveLife life : payments.values()) {
      if (life.statements().stream()
          .anyMatch(said -> !OF_BALANCES_ALONE.contains(said.event().getType()))) {
        String id = life.statements().get(0).event().getProviderPaymentId();
        byPaymentId.computeIfAbsent(id, first -> new ArrayList<>()).add(life);
      }
    }
    payments.values().forEach(life -> take(life, byPaymentId));
  }

  private void take(NaiveLife life, Map<String, List<NaiveLife>> byPaymentId) {
    List<NaivePayment.Said> inOrder = NaivePayment.inOrder(life.statements());
    StoredValue first =
        inOrder.stream()
            .map(NaiveAccounts::stated)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (first == null) {
      return;
    }
    for (NaivePayment.Said said : inOrder) {
      if (!TOUCHES_NO_BALANCE.contains(said.event().getType())) {
        StoredValue own = stated(said);
        StoredValue value = own == null ? first : own;
        accounts
            .computeIfAbsent(
                said.event().getProvider() + '|' + LongName.brief(value.getAccountId()),
                key -> new NaiveAccount(measures, byPaymentId))
            .hear(new NaiveAccount.Entry(said, value));
      }
    }
  }

  private static @Nullable StoredValue stated(NaivePayment.Said said) {
    StoredValue value = said.event().getStoredValue();
    return value == null || value.getAccountId().isBlank() ? null : value;
  }

  /** Whether anything was said of an account. */
  boolean knows(String account) {
    return accounts.containsKey(account);
  }

  /** Whether what the job says of it depends on what it has forgotten, or on who was silent. */
  boolean isUndecided(String key, ProvenTime time) {
    NaiveAccount account = accounts.get(key);
    return account != null
        && (account.size() > MOST_ENTRIES
            || account.isFundingOld(PATIENCE_MICROS)
            || account.mayWait(time));
  }

  /**
   * What there is to tell of each account that is decided.
   *
   * @param time how far business time has come
   */
  List<MoneyMatter> matters(ProvenTime time) {
    List<MoneyMatter> matters = new ArrayList<>();
    accounts.forEach(
        (key, account) -> {
          if (account.isSound() && !isUndecided(key, time)) {
            matters.add(matter(key, account, time.atMostMicros()));
          }
        });
    return matters;
  }

  private MoneyMatter matter(String key, NaiveAccount account, long latestMicros) {
    long tolerance = measures.toleranceOf(account.currency());
    SortedMap<Long, Lasting.Point> history = new TreeMap<>();
    NaiveAccount.Balance balance = account.at(Long.MAX_VALUE);
    for (long moment : account.moments(latestMicros)) {
      balance = account.at(moment);
      history.put(moment, Lasting.Point.of(balance.excess(tolerance)));
    }
    long lateness = account.latenessMicros();
    Lasting lasting = Lasting.of(history, 0, lateness);
    Map<String, Long> facts =
        Map.of(
            "loaded", balance.loaded(),
            "redeemed", balance.redeemed(),
            "given_back", balance.givenBack(),
            "expired", balance.expired(),
            "unfunded", balance.unfunded(),
            "excess", lasting.fact());
    AlertSeverity severity = account.isMoney() ? AlertSeverity.CRITICAL : AlertSeverity.LOW;
    Way way = new Way(severity, true, lateness, lasting, facts);
    return new MoneyMatter(CHECK, key, "excess", List.of(way));
  }
}
