package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;

/**
 * What is new to people of the counts of a shelf.
 *
 * @param books which remember what was told
 * @param alerts what people are told
 */
public record CountReview(CountedBooks books, List<Alert> alerts) {}
