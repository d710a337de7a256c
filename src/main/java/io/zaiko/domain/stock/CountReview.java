package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * What is new to people of the counts of a shelf.
 *
 * @param books which remember what was told
 * @param alerts what people are told
 */
public record CountReview(CountedBooks books, List<Alert> alerts) {

  /** This after another one, whose books it began with. */
  CountReview after(CountReview first) {
    if (first.alerts.isEmpty()) {
      return this;
    }
    List<Alert> both = new ArrayList<>(first.alerts);
    both.addAll(alerts);
    return new CountReview(books, both);
  }
}
