package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * What a count record says of its session.
 *
 * @param countId names the session within its location; null for a sensor that sees one area, whose
 *     lines are evidence and never a base
 * @param locationId where was counted
 * @param countedAtMicros when the units were counted
 * @param complete whether it says that all areas have been counted
 * @param scope what the quantities are of
 */
public record CountHead(
    @Nullable String countId,
    String locationId,
    long countedAtMicros,
    boolean complete,
    CountScope scope) {}
