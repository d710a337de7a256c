package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.Movement;
import java.util.List;

/**
 * What becomes of a checkout by something said or by time.
 *
 * @param next the checkout then
 * @param words what its shelves are told
 * @param answers what it answers itself, because no shelf is concerned
 * @param alerts what people are told
 * @param ignored how many statements were beyond its bounds
 */
public record CheckoutStep(
    Checkout next, List<Movement> words, List<Ballot> answers, List<Alert> alerts, int ignored) {}
