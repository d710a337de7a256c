package io.zaiko.tools.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.Cause;
import io.zaiko.avro.StockStatus;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands against a real broker and registry. */
class RulesCommandTest {
  /** Where no broker and no registry listens: asking would fail in other words. */
  private static final String NOBODY = "127.0.0.1:1";

  private static String bootstrap = "";
  private static String registry = "";

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeAll
  static void start() {
    bootstrap = EmbeddedBroker.shared().bootstrap();
    registry = EmbeddedRegistry.shared().url();
  }

  @Test
  void what_is_set_stands_with_the_next_version_until_it_is_taken_back() {
    String sku = "set-and-removed";
    assertThat(run("set", "--sku", sku, "--safety-stock", "3", "--buffer", "pos=1")).isZero();
    assertThat(said.toString())
        .contains("version 1: safety stock 3, buffers pos=1")
        .doesNotContain("replaces");
    said.getBuffer().setLength(0);
    assertThat(
            run(
                "set",
                "-s",
                sku,
                "--fence",
                "web=4",
                "--fence",
                "app=50%:2",
                "--low-stock-at",
                "5"))
        .isZero();
    assertThat(said.toString())
        .contains("version 2: fences web=4 app=50%:2, low stock at 5")
        .contains("it replaces version 1: safety stock 3, buffers pos=1");
    said.getBuffer().setLength(0);
    assertThat(run("list")).isZero();
    assertThat(said.toString().lines().filter(line -> line.contains(sku)))
        .containsExactly(
            "*         set-and-removed  2        -             5       -      -        web=4"
                + " app=50%:2");
    said.getBuffer().setLength(0);
    assertThat(run("remove", "--sku", sku)).isZero();
    assertThat(said.toString()).contains("taken back: rule of set-and-removed everywhere");
    said.getBuffer().setLength(0);
    assertThat(run("list")).isZero();
    assertThat(said.toString()).doesNotContain(sku);
    assertThat(run("remove", "--sku", sku)).isEqualTo(2);
    assertThat(complained.toString())
        .contains("there is no rule of set-and-removed everywhere; bin/zaiko rules list shows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "--fence web=140% @ is 140 percent; state 0 to 100",
        "--fence web=60% --fence app=41% @ the fences keep 101 percent; keep at most 100",
        "--fence web=1 --fence web=2 @ is stated twice; state one fence for each channel",
        "--fence web @ 'web' is no fence; write CHANNEL=UNITS",
        "--fence web=4,app=2 @ 'web=4,app=2' is no single fence; repeat --fence for each channel",
        "--fence web,app=2 @ 'web,app=2' is no single fence; repeat --fence",
        "--fence a=b=2 @ 'a=b=2' is no single fence; repeat --fence",
        "--buffer pos=1,web=2 @ 'pos=1,web=2' is no single buffer; repeat --buffer for each",
        "--buffer pos,web=2 @ 'pos,web=2' is no single buffer; repeat --buffer",
        "--buffer a=b=2 @ 'a=b=2' is no single buffer; repeat --buffer",
        "--fence web=99999999999999999999 @ is no fence; write",
        "--buffer pos=-1 @ the buffer of \"pos\" is -1; state 0 to",
        "--buffer pos=1 --buffer pos=2 @ the buffer of pos is stated twice; give one",
        "--buffer pos=x @ 'pos=x' is no buffer; write CHANNEL=UNITS",
        "--buffer pos=1 --no-buffers @ --buffer and --no-buffers contradict each other; give one",
        "--fence web=1 --no-fences @ --fence and --no-fences contradict each other; give one",
        "--safety-stock -2 @ safety_stock is -2; state 0 to",
        "--low-stock-at 5 --in-stock-at 5 @ let in_stock_at be the greater",
        "--in-stock-at 5 @ in_stock_at is stated without low_stock_at; state both",
        "--location a|b --safety-stock 1 @ holds | or a control character; rename",
        "--note hello @ the rule states nothing; give --safety-stock",
      })
  void a_bad_rule_is_refused_with_one_line_before_anyone_is_asked(String options, String why) {
    List<String> arguments = new ArrayList<>(List.of("set", "--bootstrap", NOBODY));
    arguments.addAll(List.of("--registry", "http://" + NOBODY));
    arguments.addAll(List.of(options.strip().split(" ")));
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(complained.toString().lines().findFirst().orElse("")).contains(why);
  }

  @Test
  void of_those_who_set_a_rule_at_once_only_one_is_told_that_it_stands() throws Exception {
    int people = 3;
    CyclicBarrier together = new CyclicBarrier(people);
    ExecutorService terminals = Executors.newFixedThreadPool(people);
    List<Future<String>> versions = new ArrayList<>();
    for (int units = 1; units <= people; units++) {
      String stock = Integer.toString(units);
      versions.add(
          terminals.submit(
              () -> {
                RulesCommandTest terminal = new RulesCommandTest();
                together.await();
                int exit = terminal.run("set", "--sku", "at-once", "--safety-stock", stock);
                return exit == 0
                    ? terminal.said.toString().replaceAll("(?s)^.*?version (\\d+):.*", "$1")
                    : "exit " + exit + " " + stock + ": " + terminal.complained;
              }));
    }
    terminals.shutdown();
    List<String> told = new ArrayList<>();
    for (Future<String> version : versions) {
      told.add(version.get());
    }
    assertThat(told).contains("1").doesNotHaveDuplicates();
    assertThat(told)
        .filteredOn(text -> text.startsWith("exit"))
        .allSatisfy(
            text ->
                assertThat(text)
                    .startsWith("exit 2")
                    .contains("somebody else set the rule of at-once everywhere"));
    assertThat(run("remove", "--sku", "at-once")).isZero();
  }

  @Test
  void none_is_stated_too() {
    assertThat(run("set", "--location", "no-channels", "--no-buffers", "--no-fences")).isZero();
    assertThat(said.toString()).contains("version 1: buffers none, fences none");
    assertThat(run("remove", "--location", "no-channels")).isZero();
  }

  @Test
  void the_last_committed_image_is_explained_by_the_rules_that_stand() throws Exception {
    for (int i = 0; i < 8; i++) { // in whichever partition
      publishImage("explained-" + i, i);
    }
    publishImage("explained-5", 12);
    assertThat(run("set", "-l", "shop", "-s", "explained-5", "--safety-stock", "3")).isZero();
    said.getBuffer().setLength(0);
    assertThat(run("explain", "shop", "explained-5")).isZero();
    assertThat(said.toString())
        .contains("on hand                           12")
        .contains("- safety stock                     3  rule of explained-5 at shop, version 1")
        .contains("= available to sell                9");
    assertThat(run("remove", "-l", "shop", "-s", "explained-5")).isZero();
  }

  private static void publishImage(String sku, long onHand) throws Exception {
    Availability image = new Availability();
    image.setLocationId("shop");
    image.setSku(sku);
    image.setOnHand(onHand);
    image.setUnavailable(Map.of());
    image.setAvailableToSell(onHand);
    image.setChannels(Map.of());
    image.setStatus(StockStatus.IN_STOCK);
    image.setCause(new Cause("e", "RESTOCK"));
    image.setAsOf(Instant.EPOCH);
    image.setEmittedAt(Instant.EPOCH);
    byte[] value = new RecordEncoder(Connections.registry(registry)).encode(image);
    byte[] key = ("shop|" + sku).getBytes(StandardCharsets.UTF_8);
    try (Admin admin = Admin.create(Endpoints.kafka(bootstrap));
        KafkaProducer<byte[], byte[]> producer = Connections.producer(Endpoints.kafka(bootstrap))) {
      TopicCatalogue.ensureAll(admin);
      producer.send(new ProducerRecord<>("availability", key, value)).get();
    }
  }

  @Test
  void what_is_not_published_cannot_be_explained() {
    assertThat(run("explain", "nowhere", "nothing")).isEqualTo(2);
    assertThat(complained.toString()).contains("nothing is published of nothing at nowhere; ");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", bootstrap, "--registry", registry));
    return execute(all);
  }

  private int execute(List<String> arguments) {
    CommandLine line = new CommandLine(new RulesCommand());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(complained, true));
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          if (!(failure instanceof UserError)) {
            throw failure;
          }
          at.getErr().println(failure.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    return line.execute(arguments.toArray(String[]::new));
  }
}
