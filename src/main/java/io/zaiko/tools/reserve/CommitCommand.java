package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code commit}: a reservation becomes an order. */
@Command(
    name = "commit",
    description = {
      "The units of a reservation are an order now: they are allocated, and run out no more. A",
      "sale whose lines name the reservation is to follow. Exit code 0 when it took effect, 1",
      "when not, 2 when nobody answers."
    },
    mixinStandardHelpOptions = true)
public final class CommitCommand implements Callable<Integer> {
  @Option(
      names = "--order",
      paramLabel = "ORDER_REF",
      description = "the order it becomes (default: the sale will say)")
  private @Nullable String order;

  @Mixin private RequestOptions options = new RequestOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReservationRequest request = options.request(ReservationAct.COMMIT);
    request.setOrderRef(Names.optional("--order", order));
    return options.ask(request, spec.commandLine().getOut());
  }
}
