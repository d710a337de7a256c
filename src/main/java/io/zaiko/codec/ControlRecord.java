package io.zaiko.codec;

import io.zaiko.domain.place.Place;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import org.jspecify.annotations.Nullable;

/**
 * A record of master data or a rule, or its refusal. One flat record for all topics, as it crosses
 * an operator.
 *
 * @param topic which master data
 * @param id the sku, the location_id or the rule's {@code location_id|sku}; empty in a refusal and
 *     while it waits for its schema
 * @param forgotten true for a tombstone: whatever was said of the id is taken back
 * @param nonStock for an item, whether it is no stock: its books are kept and nothing is published
 * @param open for a location, whether it trades; true for an item
 * @param inbound the record as it came, without an event; with a reason where it was refused
 * @param place what a location is; null for others and where it is forgotten
 * @param rule what a rule says; null for others and where it is taken back
 */
public record ControlRecord(
    ControlTopic topic,
    String id,
    boolean forgotten,
    boolean nonStock,
    boolean open,
    Inbound inbound,
    @Nullable Place place,
    @Nullable StockRule rule) {

  /** What is neither a location nor a rule, or says nothing of them. */
  public ControlRecord(
      ControlTopic topic,
      String id,
      boolean forgotten,
      boolean nonStock,
      boolean open,
      Inbound inbound) {
    this(topic, id, forgotten, nonStock, open, inbound, null, null);
  }

  /** Whether it was not understood. */
  public boolean isRefused() {
    return inbound.reason() != null;
  }

  /** Whether a rule, or that one was taken back, that speaks of one shelf alone. */
  public boolean isOfOneShelf() {
    return topic == ControlTopic.STOCK_RULES && !RuleScope.ofKey(id).isGeneral();
  }

  /** Whether it waits for its schema: nothing is known of it but its bytes. */
  public boolean awaitsSchema() {
    return id.isEmpty() && !isRefused();
  }
}
