package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.tools.read.SpanConverter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code extend}: asks to hold the units of a reservation for longer. */
@Command(
    name = "extend",
    description = {
      "Hold the units of a reservation for longer. Changes nothing where they would be held for",
      "less. Exit code 0 when it took effect, 1 when not, 2 when nobody answers."
    },
    mixinStandardHelpOptions = true)
public final class ExtendCommand implements Callable<Integer> {
  @Option(
      names = "--ttl",
      paramLabel = "15m",
      converter = SpanConverter.class,
      required = true,
      description = "for how long from the time of the request on, 1s to 720h")
  private Duration timeToLive = Duration.ZERO;

  @Mixin private RequestOptions options = new RequestOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReservationRequest request = options.request(ReservationAct.EXTEND);
    request.setTimeToLiveMs(TimeToLive.millis(timeToLive));
    return options.ask(request, spec.commandLine().getOut());
  }
}
