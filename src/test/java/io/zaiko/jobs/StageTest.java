package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StageTest {

  /** State is found by these: a line may be added, none may change. */
  @Test
  void no_uid_changes_once_released() {
    assertThat(Arrays.stream(Stage.values()).map(stage -> stage + " " + stage.transactionPrefix()))
        .containsExactly(
            "READ_GOODS inventory-read-goods",
            "AWAIT_GOODS inventory-await-goods-schemas",
            "READ_CONTROL inventory-read-control",
            "AWAIT_CONTROL inventory-await-control-schemas",
            "ACCEPT_RULES inventory-accept-rules",
            "CLOCK inventory-clock",
            "CLOCK_TIME inventory-clock-time",
            "CONTROL_RECORDS inventory-control-records",
            "CONTROL_REFUSALS inventory-control-refusals",
            "ACCEPT_ONCE inventory-accept-once",
            "PUT_ASIDE inventory-put-aside",
            "OF_ORDERS inventory-of-orders",
            "WITHOUT_ORDER inventory-without-order",
            "FOLLOW_ORDERS inventory-follow-orders",
            "ORDER_ALERTS inventory-order-alerts",
            "OF_CHECKOUTS inventory-of-checkouts",
            "FIND_CHECKOUTS inventory-find-checkouts",
            "FOLLOW_CHECKOUTS inventory-follow-checkouts",
            "CHECKOUT_ALERTS inventory-checkout-alerts",
            "ANSWER_RESERVATIONS inventory-answer-reservations",
            "PUBLISH_DECISIONS inventory-publish-decisions",
            "OF_TRANSFERS inventory-of-transfers",
            "FOLLOW_TRANSFERS inventory-follow-transfers",
            "TRANSFER_ALERTS inventory-transfer-alerts",
            "OF_COUNTS inventory-of-counts",
            "GATHER_COUNTS inventory-gather-counts",
            "COUNT_ALERTS inventory-count-alerts",
            "GATHER_SIGNS inventory-gather-signs",
            "WATCH_SOURCES inventory-watch-sources",
            "SOURCE_ALERTS inventory-source-alerts",
            "TELL_FRESHNESS inventory-tell-freshness",
            "PUBLISH_FRESHNESS inventory-publish-freshness",
            "SPLIT_LINES inventory-split-lines",
            "KEEP_SHELVES inventory-keep-shelves",
            "PUBLISH_STOCK inventory-publish-stock",
            "SUM_GROUPS inventory-sum-groups",
            "PUBLISH_GROUPS inventory-publish-groups",
            "READ_PAYMENTS payments-read",
            "AWAIT_PAYMENTS payments-await-schemas",
            "PAYMENTS_CLOCK payments-clock",
            "PAYMENTS_CLOCK_TIME payments-clock-time",
            "ACCEPT_PAYMENTS payments-accept-once",
            "PAYMENTS_ASIDE payments-put-aside",
            "ONLY_PAYMENTS payments-only-payments",
            "ONLY_ACTIONS payments-only-actions",
            "ACCEPT_PROVIDER_EVENTS payments-accept-provider-events",
            "PROVIDER_EVENTS_ASIDE payments-provider-events-aside",
            "FOLLOW_PAYMENTS payments-follow",
            "PUBLISH_PAYMENTS payments-publish-states",
            "GOODS_OF_ORDERS payments-goods-of-orders",
            "FIND_ORDERS_BY_TENDER payments-find-orders-by-tender",
            "FIND_ORDERS_BY_CHECKOUT payments-find-orders-by-checkout",
            "NOTICE_SOURCES payments-notice-sources",
            "HEAR_SOURCES payments-hear-sources",
            "SETTLE_ORDERS payments-settle-orders",
            "FIND_FUNDING payments-find-funding",
            "FOLLOW_BALANCES payments-follow-balances",
            "WATCH_COUNTERS payments-watch-counters",
            "WATCH_SILENCE payments-watch-silence",
            "TELL_PAYMENT_ALERTS payments-tell-alerts",
            "PUBLISH_PAYMENT_ALERTS payments-publish-alerts");
  }
}
