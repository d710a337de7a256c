package io.zaiko.domain.settlement;

/**
 * That checks wait for somebody who is silent.
 *
 * @param voice who, as in {@link Heard}
 * @param checks how many, at least 1
 */
public record Wait(String voice, long checks) {}
