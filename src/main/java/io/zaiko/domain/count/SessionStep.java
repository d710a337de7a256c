package io.zaiko.domain.count;

import io.zaiko.domain.alert.Alert;
import java.util.List;

/**
 * What a record did to its session; what shelves are told is handed out beside it.
 *
 * @param next the session after it
 * @param alerts what people are told
 */
public record SessionStep(CountSession next, List<Alert> alerts) {}
