package io.zaiko.tools.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Published and re-read sums of FoodMart, from the SOURCE.md beside the data. */
final class FoodMartAnswers {
  private static final String PREFIX = "foodmart-";
  private static final String SHIPMENT = "foodmart-shipment-";
  private static final Instant YEAR_1998 = Instant.parse("1998-01-01T00:00:00Z");

  private static final String UNITS_BY_STORE =
      """
      1 26679, 2 4518, 3 51914, 4 26024, 5 2401, 6 46129, 7 52475, 8 40994, 9 11910, 10 27334,
      11 54526, 12 41808, 13 80762, 14 4436, 15 54865, 16 52489, 17 74347, 18 11080, 19 40152,
      20 10600, 21 38608, 22 4644, 23 22377, 24 52417
      """;

  private static final String SOLD_BY_PRODUCT =
      """
      502 698, 426 684, 1380 676, 382 675, 1362 665, 277 663, 440 658, 827 653, 1409 651, 813 648,
      455 647, 952 645, 1428 645, 274 644, 915 643, 1434 643, 376 642, 928 642, 629 641, 884 641
      """;

  private static final String SHIPPED_BY_PRODUCT =
      """
      502 271, 426 322, 1380 477, 382 785, 1362 767, 277 569, 440 438, 827 201, 1409 162, 813 700,
      455 451, 952 245, 1428 397, 274 360, 915 225, 1434 174, 376 243, 928 392, 629 474, 884 395
      """;

  private FoodMartAnswers() {}

  static DatasetAnswers all() {
    List<Answer> answers = new ArrayList<>();
    answers.add(Answer.lines("sale lines", 269_720, line -> line.is("SALE")));
    answers.add(Answer.lines("shipment lines", 11_352, FoodMartAnswers::shipment));
    answers.add(
        Answer.lines(
            "shipment lines of nothing", 23, line -> shipment(line) && line.onHand() == 0));
    answers.add(Answer.sum("units sold", 833_489, FoodMartAnswers::sold));
    answers.add(
        Answer.sum(
            "units sold in 1997",
            266_773,
            line -> line.occurredAt().isBefore(YEAR_1998) ? sold(line) : 0));
    answers.add(Answer.sum("units shipped", 573_342, FoodMartAnswers::shipped));
    Published.table(UNITS_BY_STORE)
        .forEach(
            (store, units) ->
                answers.add(
                    Answer.sum(
                        "units sold in store " + store,
                        units,
                        line -> ("store-" + store).equals(line.locationId()) ? sold(line) : 0)));
    Published.table(SOLD_BY_PRODUCT)
        .forEach(
            (product, units) ->
                answers.add(
                    Answer.sum(
                        "units of " + product + " sold",
                        units,
                        line -> line.isOf(product) ? sold(line) : 0)));
    Published.table(SHIPPED_BY_PRODUCT)
        .forEach(
            (product, units) ->
                answers.add(
                    Answer.sum(
                        "units of " + product + " shipped",
                        units,
                        line -> line.isOf(product) ? shipped(line) : 0)));
    return new DatasetAnswers(line -> line.eventId().startsWith(PREFIX), 269_720 + 11_352, answers);
  }

  private static boolean shipment(MovedLine line) {
    return line.eventId().startsWith(SHIPMENT);
  }

  private static long sold(MovedLine line) {
    return line.is("SALE") ? -line.onHand() : 0;
  }

  private static long shipped(MovedLine line) {
    return shipment(line) ? line.onHand() : 0;
  }
}
