package io.zaiko.jobs;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Every operator of every job: the name people see and the uid that its state is found by. A uid
 * never changes once released.
 */
enum Stage {
  READ_GOODS("Read goods topics", "inventory-read-goods"),
  AWAIT_GOODS("Await schemas of goods", "inventory-await-goods-schemas"),
  READ_CONTROL("Read items and locations", "inventory-read-control"),
  AWAIT_CONTROL("Await schemas of items and locations", "inventory-await-control-schemas"),
  ACCEPT_RULES("Accept rules", "inventory-accept-rules"),
  CLOCK("Clock", "inventory-clock"),
  CLOCK_TIME("Hand on the clock's time", "inventory-clock-time"),
  CONTROL_RECORDS("Pick control records", "inventory-control-records"),
  CONTROL_REFUSALS("Pick refused control records", "inventory-control-refusals"),
  ACCEPT_ONCE("Accept each record once", "inventory-accept-once"),
  PUT_ASIDE("Publish dead letters and duplicates", "inventory-put-aside"),
  OF_ORDERS("Pick records of orders", "inventory-of-orders"),
  WITHOUT_ORDER("Pick records that stand alone", "inventory-without-order"),
  FOLLOW_ORDERS("Follow orders", "inventory-follow-orders"),
  ORDER_ALERTS("Publish order alerts", "inventory-order-alerts"),
  OF_CHECKOUTS("Pick what is said of checkouts", "inventory-of-checkouts"),
  FIND_CHECKOUTS("Find checkouts", "inventory-find-checkouts"),
  FOLLOW_CHECKOUTS("Follow checkouts", "inventory-follow-checkouts"),
  CHECKOUT_ALERTS("Publish checkout alerts", "inventory-checkout-alerts"),
  ANSWER_RESERVATIONS("Answer reservations", "inventory-answer-reservations"),
  PUBLISH_DECISIONS("Publish decisions", "inventory-publish-decisions"),
  OF_TRANSFERS("Pick steps of transfers", "inventory-of-transfers"),
  FOLLOW_TRANSFERS("Follow transfers", "inventory-follow-transfers"),
  TRANSFER_ALERTS("Publish transfer alerts", "inventory-transfer-alerts"),
  OF_COUNTS("Pick counts of sessions", "inventory-of-counts"),
  GATHER_COUNTS("Gather counts", "inventory-gather-counts"),
  COUNT_ALERTS("Publish count alerts", "inventory-count-alerts"),
  GATHER_SIGNS("Gather signs of life", "inventory-gather-signs"),
  WATCH_SOURCES("Watch sources", "inventory-watch-sources"),
  SOURCE_ALERTS("Publish source alerts", "inventory-source-alerts"),
  TELL_FRESHNESS("Tell freshness", "inventory-tell-freshness"),
  PUBLISH_FRESHNESS("Publish freshness", "inventory-publish-freshness"),
  SPLIT_LINES("Split records into lines", "inventory-split-lines"),
  KEEP_SHELVES("Keep shelves", "inventory-keep-shelves"),
  PUBLISH_STOCK("Publish availability and ledger", "inventory-publish-stock"),
  SUM_GROUPS("Sum groups", "inventory-sum-groups"),
  PUBLISH_GROUPS("Publish availability by group", "inventory-publish-groups"),

  READ_PAYMENTS("Read payments topics", "payments-read"),
  AWAIT_PAYMENTS("Await schemas of payments", "payments-await-schemas"),
  PAYMENTS_CLOCK("Clock", "payments-clock"),
  PAYMENTS_CLOCK_TIME("Hand on the clock's time", "payments-clock-time"),
  ACCEPT_PAYMENTS("Accept each record once", "payments-accept-once"),
  PAYMENTS_ASIDE("Publish dead letters and duplicates", "payments-put-aside"),
  ONLY_PAYMENTS("Pick payments", "payments-only-payments"),
  ONLY_ACTIONS("Pick actions on alerts", "payments-only-actions"),
  ACCEPT_PROVIDER_EVENTS("Accept each provider's event once", "payments-accept-provider-events"),
  PROVIDER_EVENTS_ASIDE(
      "Publish conflicts and duplicates of providers", "payments-provider-events-aside"),
  FOLLOW_PAYMENTS("Follow payments", "payments-follow"),
  PUBLISH_PAYMENTS("Publish payment states", "payments-publish-states"),
  GOODS_OF_ORDERS("Pick goods of orders", "payments-goods-of-orders"),
  FIND_ORDERS_BY_TENDER("Find orders by tender", "payments-find-orders-by-tender"),
  FIND_ORDERS_BY_CHECKOUT("Find orders by checkout", "payments-find-orders-by-checkout"),
  NOTICE_SOURCES("Notice sources", "payments-notice-sources"),
  HEAR_SOURCES("Hear sources", "payments-hear-sources"),
  SETTLE_ORDERS("Settle orders", "payments-settle-orders"),
  FIND_FUNDING("Find what funds loads", "payments-find-funding"),
  FOLLOW_BALANCES("Follow balances", "payments-follow-balances"),
  WATCH_COUNTERS("Watch counters", "payments-watch-counters"),
  WATCH_SILENCE("Watch silence", "payments-watch-silence"),
  TELL_PAYMENT_ALERTS("Tell payment alerts", "payments-tell-alerts"),
  PUBLISH_PAYMENT_ALERTS("Publish payment alerts", "payments-publish-alerts");

  private final String displayName;
  private final String uid;

  Stage(String displayName, String uid) {
    this.displayName = displayName;
    this.uid = uid;
  }

  /** Names an operator and ties it to its state. */
  <T> SingleOutputStreamOperator<T> of(SingleOutputStreamOperator<T> operator) {
    return operator.name(displayName).uid(uid);
  }

  /** Names a sink and ties it to its state. */
  <T> DataStreamSink<T> of(DataStreamSink<T> sink) {
    return sink.name(displayName).uid(uid);
  }

  String displayName() {
    return displayName;
  }

  /** Begins the transactional ids of the stage's sink: unlike that of any other, and for ever. */
  String transactionPrefix() {
    return uid;
  }
}
