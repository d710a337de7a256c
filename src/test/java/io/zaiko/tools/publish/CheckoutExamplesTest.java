package io.zaiko.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the subscriber guide says to paste is what publish takes. */
class CheckoutExamplesTest {
  private static final Pattern PUBLISHED =
      Pattern.compile("^echo '(.*)' \\| bin/zaiko publish ([a-z0-9.]+)$", Pattern.MULTILINE);

  @Test
  void each_record_of_the_checkout_fits_its_topic() throws Exception {
    List<String> topics = new ArrayList<>();
    Matcher line = PUBLISHED.matcher(guide());
    while (line.find()) {
      String topic = line.group(2);
      String json =
          line.group(1).replace("'$N'", "1").replace("'$(now)'", "2026-11-23T10:15:00.000001Z");
      new JsonToAvro(TopicRecord.of(topic).orElseThrow().schema()).convert(json);
      topics.add(topic);
    }
    assertThat(topics)
        .containsExactly(
            "restocks.warehouse",
            "payments.psp",
            "sales.web",
            "fulfilments.store",
            "fulfilments.store");
  }

  private static String guide() throws IOException {
    return Files.readString(Path.of("docs", "subscriber-guide.md"));
  }
}
