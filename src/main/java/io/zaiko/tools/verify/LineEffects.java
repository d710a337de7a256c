package io.zaiko.tools.verify;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;

/** What a line does to its shelf, whatever else is known. */
final class LineEffects {
  private LineEffects() {}

  /** Of a line of a return. */
  static Units returned(Disposition disposition, long units) {
    return switch (disposition) {
      case RESTOCK -> Units.onHand(units);
      case DAMAGED -> Units.onHand(units).plus(Units.inCondition(Condition.DAMAGED, units));
      case QUALITY_CONTROL ->
          Units.onHand(units).plus(Units.inCondition(Condition.QUALITY_CONTROL, units));
      case NOT_RETURNED -> Units.ZERO;
    };
  }

  /** Of a line of an adjustment, which may move units between conditions. */
  static Units adjusted(AdjustmentLine said) {
    long units = said.getQuantity();
    if (said.getReason() == AdjustmentReason.MOVE) {
      return Units.inCondition(said.getCondition(), -units)
          .plus(Units.inCondition(said.getToCondition(), units));
    }
    if (said.getReason() == AdjustmentReason.FOUND && said.getCondition() == Condition.NOT_FOUND) {
      return Units.inCondition(Condition.NOT_FOUND, -units);
    }
    return Units.onHand(units).plus(Units.inCondition(said.getCondition(), units));
  }
}
