package io.zaiko.domain.group;

import org.jspecify.annotations.Nullable;

/**
 * What a contribution did to a group.
 *
 * @param next the group after it
 * @param image what the channels are told; null where nothing is new to them
 */
public record GroupStep(GroupSum next, @Nullable GroupImage image) {}
