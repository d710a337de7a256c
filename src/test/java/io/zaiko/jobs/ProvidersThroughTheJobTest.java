package io.zaiko.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentState;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.Topics;
import io.zaiko.tools.publish.PublishCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What providers deliver, piped into {@code zaiko publish --from}, through the whole payments job
 * between a real broker and a real registry, read committed. Each file is delivered twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersThroughTheJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "whsec_zaiko_test_secret";

  private final Instant begun = Instant.now().minusSeconds(600);
  private final StringWriter complaints = new StringWriter();
  private Path folder;
  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    job = WholeJob.of(PaymentsJob::define, folder, Map.of("payment.lateness", "PT5S"));
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void what_stripe_adyen_and_a_terminal_deliver_is_told_once_each() throws Exception {
    List<String> stripe =
        new ArrayList<>(
            List.of(
                stripe("1", "charge.succeeded", "'id':'ch_1','captured':true", 2_000),
                stripe("2", "refund.created", refund("re_1"), 1_500),
                stripe("3", "refund.created", refund("re_2"), 1_500)));
    stripe.add(stripe("4", "charge.captured", "'id':'ch_9'", 1).replace("eur", "usd"));
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    assertThat(publish("payments.stripe", stripe, "stripe", "--secret-file", secret.toString()))
        .as("the last was changed on the way")
        .isOne();
    assertThat(complaints.toString()).contains("line 4").contains("Stripe-Signature");
    List<String> others = List.copyOf(stripe.subList(0, 3));
    assertThat(publish("payments.stripe", others, "stripe", "--secret-file", secret.toString()))
        .isZero();
    for (int i = 0; i < 2; i++) {
      assertThat(publish("payments.adyen", adyen(), "adyen", "--unsigned")).isZero();
      assertThat(publish("payments.pos", journal(), "pos")).isZero();
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(newestStates())
                    .containsExactlyInAnyOrder(
                        "stripe pi_1 W-1 REFUNDED 2000 3000 of 3 events",
                        "adyen PSP1 W-2 CAPTURED 1000 0 of 2 events",
                        "pos store-12/till-3/000481 R-481 REFUNDED 1250 1250 of 2 events"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(topics.committed("duplicates", Duplicate.class)).hasSize(7));
    PaymentAlert alert =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    topics.committed("payment-alerts", PaymentAlert.class).stream()
                        .filter(told -> told.getStatus() == AlertStatus.CONFIRMED)
                        .toList(),
                told -> !told.isEmpty())
            .get(0);
    assertThat(alert.getCheck()).isEqualTo("OVER_REFUND");
    assertThat(alert.getKey()).isEqualTo("stripe|main|pi_1");
    assertThat(alert.getAmountAtRisk().getMinor()).isEqualTo(1_000);
  }

  private List<String> newestStates() {
    Map<String, PaymentState> newest = new TreeMap<>();
    for (PaymentState state : topics.committed("payment-states", PaymentState.class)) {
      newest.put(state.getPaymentId(), state);
    }
    return newest.values().stream()
        .map(
            state ->
                "%s %s %s %s %d %d of %d events"
                    .formatted(
                        state.getProvider(),
                        state.getProviderPaymentId(),
                        state.getOrderRef(),
                        state.getState(),
                        state.getCapturedMinor(),
                        state.getRefundedMinor(),
                        state.getEvents()))
        .toList();
  }

  private int publish(String topic, List<String> lines, String from, String... more)
      throws Exception {
    Path file = Files.write(folder.resolve(topic), lines);
    List<String> all = new ArrayList<>(List.of(topic, file.toString(), "--from", from));
    Collections.addAll(all, more);
    Collections.addAll(
        all, "--bootstrap", job.bootstrap(), "--registry", EmbeddedRegistry.shared().url());
    return new CommandLine(new PublishCommand())
        .setErr(new PrintWriter(complaints, true))
        .execute(all.toArray(String[]::new));
  }

  private static String refund(String id) {
    return "'id':'" + id + "','charge':'ch_1','status':'succeeded'";
  }

  /** A delivery, signed as Stripe describes it. */
  private String stripe(String number, String type, String object, long minor) throws Exception {
    long second = begun.getEpochSecond() + Long.parseLong(number);
    String body =
        ("{'id':'evt_%s','object':'event','created':%d,'type':'%s','data':{'object':{%s,"
                + "'payment_intent':'pi_1','amount':%d,'currency':'eur','amount_captured':%d,"
                + "'metadata':{'order_id':'W-1'}}}}")
            .formatted(number, second, type, object, minor, minor)
            .replace('\'', '"');
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal((second + "." + body).getBytes(UTF_8)));
    ObjectNode delivery = JSON.createObjectNode();
    delivery.putObject("headers").put("Stripe-Signature", "t=" + second + ",v1=" + signature);
    return JSON.writeValueAsString(delivery.put("body", body));
  }

  private List<String> adyen() {
    return List.of(
        item("AUTHORISATION", 1, "'pspReference':'PSP1'"),
        item("CAPTURE", 2, "'pspReference':'PSP2','originalReference':'PSP1'"));
  }

  private String item(String code, int second, String references) {
    return ("{'live':'false','notificationItems':[{'NotificationRequestItem':{"
            + "'amount':{'currency':'EUR','value':1000},'eventCode':'%s','eventDate':'%s',"
            + "'merchantAccountCode':'shop','merchantReference':'W-2','paymentMethod':'visa',"
            + "%s,'reason':'','success':'true'}}]}")
        .formatted(code, begun.plusSeconds(second), references)
        .replace('\'', '"');
  }

  private List<String> journal() {
    return List.of(
        "time;terminal;location;journal;order;type;amount;currency;brand;last4;token;entry_mode;"
            + "offline;original",
        begun + ";till-3;store-12;000481;R-481;SALE;1250;EUR;visa;4242;tok_5f2;CONTACTLESS;;",
        begun.plusSeconds(9)
            + ";till-3;store-12;000482;;REFUND;1250;EUR;visa;4242;tok_5f2;;;000481");
  }
}
