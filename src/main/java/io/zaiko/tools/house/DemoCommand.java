package io.zaiko.tools.house;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.board.Board;
import io.zaiko.tools.replay.Replay;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/zaiko demo}: a fresh house, one month of real trade and a view of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a fresh house, plays one month of a real shop's trade and shows the shelves change.",
      "Deletes what an earlier run left. Runs until Ctrl-C."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long BETWEEN_LOOKS_MILLIS = 500;

  @Option(names = "--exit-when-done", description = "stop everything when the month is over")
  private boolean exitWhenDone;

  @Option(
      names = "--lines-per-second",
      paramLabel = "N",
      defaultValue = "300",
      description = "how fast the month is played (default: ${DEFAULT-VALUE}; 0: full speed)")
  private int linesPerSecond;

  @Mixin private HouseOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (House house =
        new House(Home.locate(), Distribution.locate(), line -> UpCommand.print(out, line))) {
      Addresses addresses = house.start(Addresses.REPLAY, true, options);
      UpCommand.printAddresses(out, addresses);
      play(house, addresses);
    }
    return 0;
  }

  private void play(House house, Addresses addresses) throws InterruptedException {
    Board board = new Board(addresses.bootstrap(), addresses.registry());
    Replay replay = Replay.bundled(addresses.bootstrap(), addresses.registry(), linesPerSecond);
    Thread view = new Thread(board::run, "board");
    view.setUncaughtExceptionHandler(
        (thread, failure) -> house.say("the board ended: " + failure.getMessage()));
    house.beforeClosing(
        () -> {
          replay.stop();
          board.stop();
        });
    view.start();
    replay.run();
    if (exitWhenDone) {
      awaitRead(house, addresses);
      board.stop();
      view.join();
    } else {
      house.awaitEnd();
    }
  }

  /** Waits until the job has committed what it was sent. */
  private static void awaitRead(House house, Addresses addresses) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (TopicSurvey survey = new TopicSurvey(Endpoints.kafka(addresses.bootstrap()))) {
      while (survey.inputs().values().stream().anyMatch(reading -> reading.lag() > 0)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the job did not read everything within 3 minutes");
        }
        if (house.endsWithin(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }
  }
}
