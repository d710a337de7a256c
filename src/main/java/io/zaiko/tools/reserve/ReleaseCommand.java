package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code release}: the units of a reservation are wanted no more. */
@Command(
    name = "release",
    description = {
      "The units of a reservation are wanted no more. One that is paid for stays. Exit code 0",
      "when it took effect, 1 when not, 2 when nobody answers."
    },
    mixinStandardHelpOptions = true)
public final class ReleaseCommand implements Callable<Integer> {

  @Mixin private RequestOptions options = new RequestOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReservationRequest request = options.request(ReservationAct.RELEASE);
    return options.ask(request, spec.commandLine().getOut());
  }
}
