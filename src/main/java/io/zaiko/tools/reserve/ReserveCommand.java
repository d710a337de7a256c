package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.tools.read.SpanConverter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reserve}: asks to hold units of some items, all or none. */
@Command(
    name = "reserve",
    description = {
      "Hold units for a customer who decides or pays: all that is asked for, or none. Prints the",
      "provisional answer, then the committed one. Exit code 0 when they are held, 1 when not,",
      "2 when nobody answers."
    },
    mixinStandardHelpOptions = true)
public final class ReserveCommand implements Callable<Integer> {
  @Parameters(
      index = "1..*",
      paramLabel = "SKU=QTY",
      description = "units of an item; of one that is named twice the sum")
  private List<String> lines = List.of();

  @Option(
      names = {"-l", "--location"},
      paramLabel = "L",
      required = true,
      description = "the location that is to hold them")
  private @Nullable String location;

  @Option(
      names = "--channel",
      paramLabel = "C",
      required = true,
      description = "who sells; a unit is held only where this channel may sell it")
  private @Nullable String channel;

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
    ReservationRequest request = options.request(ReservationAct.PLACE);
    request.setLocationId(Names.location(location));
    request.setChannel(Names.required("--channel", channel));
    request.setTimeToLiveMs(TimeToLive.millis(timeToLive));
    request.setLines(AskedLine.summed(lines));
    return options.ask(request, spec.commandLine().getOut());
  }
}
