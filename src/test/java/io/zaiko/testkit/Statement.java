package io.zaiko.testkit;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a control topic says of one key: the last record of a key by offset wins.
 *
 * @param topic items, locations or stock-rules
 * @param key the sku, the location or the rule's {@code location_id|sku}
 * @param value null takes back whatever was said
 */
public record Statement(String topic, String key, @Nullable SpecificRecord value) {}
