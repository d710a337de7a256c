package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.LedgerEntry;
import java.util.List;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** What the shelves of one subtask say, to whom. */
final class ShelfVoice {

  private final Output<StreamRecord<Outbound>> output;
  private final OutputEncoder encoder;

  ShelfVoice(Output<StreamRecord<Outbound>> output, SchemaIds schemaIds) {
    this.output = output;
    this.encoder = new OutputEncoder(schemaIds);
  }

  void write(LedgerEntry entry) {
    send(encoder.ledgerEntry(entry, WallClock.nowMicros()));
  }

  void tell(@Nullable Image image, List<Alert> alerts) {
    long now = WallClock.nowMicros();
    if (image != null) {
      send(encoder.image(image, now));
    }
    alerts.forEach(alert -> send(encoder.alert(alert, now)));
  }

  void refuse(Inbound refused) {
    send(encoder.deadLetter(refused));
  }

  void contribute(List<Contribution> contributions) {
    contributions.forEach(
        each -> output.collect(KeepShelves.CONTRIBUTIONS, new StreamRecord<>(each)));
  }

  void answer(Ballot ballot) {
    output.collect(KeepShelves.BALLOTS, new StreamRecord<>(ballot));
  }

  private void send(Outbound outbound) {
    output.collect(new StreamRecord<>(outbound));
  }
}
