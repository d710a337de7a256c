package io.zaiko.tools.verify;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All lines of all orders. One that nothing fulfils is sold and voided place by place; of the
 * others all places are one line.
 */
final class NaiveOrders {
  private final Map<SoldLine.Name, SoldLine> soldLines = new HashMap<>();
  private final Map<NaiveOrderLine.Name, NaiveOrderLine> lines = new HashMap<>();
  private final Map<String, String> sources = new HashMap<>();

  /** The voids by what they name. */
  private final Map<AppliedLine, Undone> undone = new HashMap<>();

  private record Undone(String saleEventId, boolean isMisRing) {}

  void sell(Sale sale, SaleLine said, AppliedEvent event, AppliedLine line) {
    long units = said.getQuantity();
    soldLine(sale.getOrderRef(), line, said.getFulfilment()).sell(event, units);
    String source = known(sale.getSource());
    NaiveOrderLine.Place place =
        new NaiveOrderLine.Place(line.shelf().location(), said.getFulfilment());
    line(sale.getOrderRef(), line).sell(new NaiveOrderLine.Sale(event, line, place, units, source));
  }

  void undo(Void undone, VoidLine said, AppliedEvent event, AppliedLine line) {
    long units = said.getQuantity();
    boolean isMisRing = undone.getGoods() == VoidedGoods.NEVER_LEFT;
    String misRung = isMisRing ? undone.getOriginalEventId() : null;
    this.undone.put(line, new Undone(undone.getOriginalEventId(), isMisRing));
    soldLine(undone.getOrderRef(), line, said.getFulfilment()).voidBy(event, line, units, misRung);
    NaiveOrderLine.Place place =
        new NaiveOrderLine.Place(line.shelf().location(), said.getFulfilment());
    NaiveOrderLine.Writer writer = writer(undone.getSource());
    line(undone.getOrderRef(), line)
        .add(NaiveOrderLine.Step.voiding(event, writer, line, place, units));
  }

  void fulfil(Fulfilment step, FulfilmentLine said, AppliedEvent event, AppliedLine line) {
    FulfilmentAct act = step.getAct();
    Instant until = said.getCollectUntil();
    line(step.getOrderRef(), line)
        .add(
            NaiveOrderLine.Step.fulfilling(
                event,
                writer(step.getSource()),
                line,
                act,
                said.getQuantity(),
                said.getFromLocationId(),
                until == null ? null : NaiveStock.micros(until)));
  }

  private NaiveOrderLine.@Nullable Writer writer(Source source) {
    Long number = source.getSequence();
    return number == null
        ? null
        : new NaiveOrderLine.Writer(
            known(source), Objects.requireNonNullElse(source.getEpoch(), 0L), number);
  }

  /** Its id, of which there are few. */
  private String known(Source source) {
    return sources.computeIfAbsent(source.getId(), first -> first);
  }

  /** The sale that a void names, so far as the job noted it; null for none. */
  @Nullable String saleNamedBy(AppliedLine voiding) {
    Undone named = undone.get(voiding);
    if (named == null || (!named.isMisRing() && voiding.isFromBeforeFulfilments())) {
      return null;
    }
    return named.saleEventId();
  }

  private SoldLine soldLine(String orderRef, AppliedLine line, FulfilmentKind kind) {
    return soldLines.computeIfAbsent(
        new SoldLine.Name(orderRef, line.lineNo(), line.shelf(), kind), first -> new SoldLine());
  }

  /** The order line that a sold line is of. */
  NaiveOrderLine lineOf(SoldLine.Name name) {
    return Objects.requireNonNull(lines.get(name.whole()));
  }

  private NaiveOrderLine line(String orderRef, AppliedLine line) {
    return lines.computeIfAbsent(
        new NaiveOrderLine.Name(orderRef, line.lineNo(), line.shelf().sku()),
        first -> new NaiveOrderLine());
  }

  /** Lets every void and fulfilment take effect; all records must be known. */
  void settle() {
    soldLines.forEach(
        (name, line) -> {
          if (isFulfilled(name)) {
            line.settleTimes();
          } else {
            line.settle(name.fulfilment());
          }
        });
    lines.values().stream().filter(NaiveOrderLine::isFulfilled).forEach(NaiveOrderLine::settle);
  }

  /** Whether fulfilments decide what voids of a line undo. */
  boolean isFulfilled(SoldLine.Name name) {
    NaiveOrderLine line = lines.get(name.whole());
    return name.fulfilment() != FulfilmentKind.CARRY_OUT && line != null && line.isFulfilled();
  }

  /** Every line that a record named, by number and item. */
  Map<NaiveOrderLine.Name, NaiveOrderLine> lines() {
    return lines;
  }

  Map<SoldLine.Name, SoldLine> soldLines() {
    return soldLines;
  }

  /** The lines of which more voids were stated than the job remembers. */
  Map<SoldLine.Name, SoldLine> crowdedLines() {
    Map<SoldLine.Name, SoldLine> crowded = new HashMap<>();
    soldLines.forEach(
        (name, line) -> {
          if (line.forgotten() > 0) {
            crowded.put(name, line);
          }
        });
    return crowded;
  }
}
