package io.zaiko.tools.orders;

import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.rules.Columns;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orders [ORDER_REF]}: what the ledger knows of orders. */
@Command(
    name = "orders",
    description = {
      "Show the lines of an order, or of the orders that still wait for units (at most 50): what",
      "is allocated, set aside and handed over, and where. It is what committed entries of the",
      "ledger say, which keeps them for 30 days; what a count knew already is not handed over",
      "there."
    },
    mixinStandardHelpOptions = true)
public final class OrdersCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 50;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ORDER_REF",
      description = "the order (default: those that are open)")
  private @Nullable String orderRef;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    OrderBook book = new OrderBook();
    ValueReader values = new ValueReader(Connections.registry(endpoints.registry())::byId);
    new CommittedScan(endpoints.kafka(), PATIENCE)
        .read(OutputTopic.STOCK_LEDGER.topic(), record -> take(record, values, book));
    PrintWriter out = spec.commandLine().getOut();
    if (orderRef != null) {
      printOne(book.of(orderRef), orderRef, out);
    } else {
      printOpen(book.open(), out);
    }
    out.flush();
    return 0;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, ValueReader values, OrderBook book) {
    if (record.value() == null) {
      return;
    }
    try {
      StockLedgerEntry entry =
          values.read(record.value(), StockLedgerEntry.class, StockLedgerEntry.getClassSchema());
      if (orderRef == null || orderRef.equals(entry.getOrderRef())) {
        book.take(entry);
      }
    } catch (ValueReader.UnreadableException e) {
      throw new UserError("the ledger cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static void printOne(List<OrderBook.Row> rows, String orderRef, PrintWriter out) {
    if (rows.isEmpty()) {
      throw new UserError(
          "the ledger knows no order "
              + orderRef
              + "; it keeps 30 days, and an order_ref is case-sensitive");
    }
    print(rows, out);
  }

  private static void printOpen(List<OrderBook.Row> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("no order waits for units");
      return;
    }
    List<String> shown = rows.stream().map(OrderBook.Row::orderRef).distinct().limit(MOST).toList();
    print(rows.stream().filter(row -> shown.contains(row.orderRef())).toList(), out);
    long all = rows.stream().map(OrderBook.Row::orderRef).distinct().count();
    if (all > MOST) {
      out.printf(Locale.ROOT, "%,d orders are open; the %d spoken of last are shown%n", all, MOST);
    }
  }

  private static void print(List<OrderBook.Row> rows, PrintWriter out) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of("order", "line", "sku", "location", "allocated", "of these staged", "handed over"));
    for (OrderBook.Row row : rows) {
      cells.add(
          List.of(
              row.orderRef(),
              row.lines(),
              row.sku(),
              row.location(),
              String.format(Locale.ROOT, "%,d", row.allocated()),
              String.format(Locale.ROOT, "%,d", row.staged()),
              String.format(Locale.ROOT, "%,d", row.handedOver())));
    }
    Columns.print(cells, out);
  }
}
