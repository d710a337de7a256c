package io.zaiko.domain.stock;

/**
 * What people were last told of counts for one time that contradict each other.
 *
 * @param atMicros the time
 * @param standing units of the count that stands
 * @param other units of the count before it that says something else
 * @param isStanding whether they still contradict each other
 * @param revision 1 at first
 */
public record ToldConflict(
    long atMicros, long standing, long other, boolean isStanding, long revision) {}
