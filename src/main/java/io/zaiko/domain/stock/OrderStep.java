package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;

/**
 * What an event did to an order.
 *
 * @param next the order after it
 * @param movements what is to happen on the shelves, one at least for each line of the event
 * @param alerts what is to be said of it
 */
public record OrderStep(Order next, List<Movement> movements, List<Alert> alerts) {}
