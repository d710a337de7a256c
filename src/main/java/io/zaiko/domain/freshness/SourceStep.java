package io.zaiko.domain.freshness;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a source found.
 *
 * @param next how it stands now; null where it is forgotten with all its locations
 * @param changed locations where it stands otherwise now
 * @param dropped locations it no longer speaks for
 * @param news for its locations
 * @param alert for people; null where there is nothing new to say
 */
public record SourceStep(
    @Nullable SourceWatch next,
    Map<String, WatchedPlace> changed,
    Set<String> dropped,
    List<SourceNews> news,
    @Nullable Alert alert) {}
