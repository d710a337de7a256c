package io.zaiko.domain.place;

import java.io.Serializable;

/**
 * What a location was before it changed.
 *
 * @param place what it was
 * @param untilMicros when it changed, microseconds since 1970 UTC
 */
public record PastPlace(Place place, long untilMicros) implements Serializable {

  private static final long serialVersionUID = 1L;
}
