package io.zaiko.tools.verify;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What became of the units of an order's line.
 *
 * @param line what sold them
 * @param gone voided, cancelled or not found
 * @param left carried out, sent or collected, and not voided
 */
record OrderGoods(OrderTotal.Line line, long gone, long left) {

  /** All lines, as of a time. Sales are known from the beginning. */
  static List<OrderGoods> at(NaiveOrder order, OrderTotal total, long atMicros) {
    return total.lines().stream().map(line -> at(order, total, line, atMicros)).toList();
  }

  /** Units that another source sold as well, and did not void by a time. */
  static long doubled(NaiveOrder order, OrderTotal total, long atMicros) {
    long sum = 0;
    for (OrderTotal.Again again : total.again()) {
      if (!again.isOfAnotherSource()) {
        continue;
      }
      long units = again.sale().atMicros() <= atMicros ? again.said().getQuantity() : 0;
      for (GoodsRecord<Void> undone : order.voids()) {
        for (VoidLine said : undone.said().getLines()) {
          if (undone.atMicros() <= atMicros
              && again.isUndoneBy(undone.said().getOriginalEventId(), said)) {
            units -= said.getQuantity();
          }
        }
      }
      sum += Math.max(0, units);
    }
    return sum;
  }

  long sold() {
    return line.said().getQuantity();
  }

  long stands() {
    return sold() - gone;
  }

  boolean isCarriedOut() {
    return line.said().getFulfilment() == FulfilmentKind.CARRY_OUT;
  }

  private static OrderGoods at(
      NaiveOrder order, OrderTotal total, OrderTotal.Line line, long atMicros) {
    NaiveOrderLine.Sale sale =
        new NaiveOrderLine.Sale(
            event(line.sale()),
            applied(line.said().getLineNo(), line.said().getLocationId(), line.said().getSku()),
            line.place(),
            line.said().getQuantity(),
            line.sale().said().getSource().getId());
    NaiveFulfilment fold = new NaiveFulfilment(List.of(sale), steps(order, total, line, atMicros));
    long handedOver = 0;
    long takenBack = 0; // voided once they had been handed over
    long voidable = sale.units();
    for (NaiveFulfilment.Deed deed : fold.deeds()) {
      Step step = deed.step();
      if (step.act() == FulfilmentAct.SHIPPED || step.act() == FulfilmentAct.PICKED_UP) {
        handedOver += deed.took();
      } else if (step.act() == null && line.place().equals(step.voids())) {
        long rest = Math.min(step.units(), voidable) - deed.took();
        long more = step.isAllocated() ? Math.max(0, Math.min(rest, handedOver - takenBack)) : 0;
        takenBack += more;
        voidable -= deed.took() + more;
      }
    }
    OrderUnits units = fold.units();
    long gone =
        units.count(OrderUnits.State.CANCELLED)
            + units.count(OrderUnits.State.SHORT_PICKED)
            + fold.voided()
            + fold.voidedCarriedOut()
            + takenBack;
    boolean isCarriedOut = !NaiveFulfilment.isAllocated(line.place());
    long carriedOut =
        isCarriedOut && line.sale().atMicros() <= atMicros
            ? sale.units() - fold.voidedCarriedOut()
            : 0;
    return new OrderGoods(line, gone, carriedOut + handedOver - takenBack);
  }

  private static List<Step> steps(
      NaiveOrder order, OrderTotal total, OrderTotal.Line line, long atMicros) {
    List<Step> steps = new ArrayList<>();
    for (GoodsRecord<Void> undone : order.voids()) {
      if (undone.atMicros() > atMicros) {
        continue;
      }
      for (VoidLine said : undone.said().getLines()) {
        String sale = undone.said().getOriginalEventId();
        boolean isOfAnother =
            total.again().stream().anyMatch(again -> again.isUndoneBy(sale, said));
        if (line.said().getLineNo() == said.getLineNo() && !isOfAnother) {
          steps.add(voiding(undone, said));
        }
      }
    }
    for (GoodsRecord<Fulfilment> step : order.fulfilments()) {
      if (step.atMicros() > atMicros) {
        continue;
      }
      for (FulfilmentLine said : step.said().getLines()) {
        if (line.said().getLineNo() == said.getLineNo()) {
          steps.add(fulfilling(step, said));
        }
      }
    }
    return steps;
  }

  private static Step voiding(GoodsRecord<Void> undone, VoidLine said) {
    return Step.voiding(
        event(undone),
        writer(undone.said().getSource()),
        applied(said.getLineNo(), said.getLocationId(), said.getSku()),
        new NaiveOrderLine.Place(said.getLocationId(), said.getFulfilment()),
        said.getQuantity());
  }

  private static Step fulfilling(GoodsRecord<Fulfilment> step, FulfilmentLine said) {
    return Step.fulfilling(
        event(step),
        writer(step.said().getSource()),
        applied(said.getLineNo(), said.getLocationId(), said.getSku()),
        step.said().getAct(),
        said.getQuantity(),
        said.getFromLocationId(),
        null);
  }

  private static AppliedLine applied(int lineNo, String location, String sku) {
    return new AppliedLine(lineNo, new ShelfKey(location, sku), Units.ZERO);
  }

  private static AppliedEvent event(GoodsRecord<? extends SpecificRecord> record) {
    long at = record.atMicros();
    return new AppliedEvent("", record.eventId(), "", at, at, at, 0, new ArrayList<>(1));
  }

  private static NaiveOrderLine.@Nullable Writer writer(Source source) {
    Long number = source.getSequence();
    return number == null
        ? null
        : new NaiveOrderLine.Writer(
            source.getId(), Objects.requireNonNullElse(source.getEpoch(), 0L), number);
  }
}
