package io.zaiko.tools.house;

import io.zaiko.domain.identity.RecordKind;
import java.util.Set;

/** The jobs that run in a house. */
enum HouseJob {
  INVENTORY("inventory job", "zaiko-inventory", "io.zaiko.jobs.InventoryJob", RecordKind.OF_STOCK),
  PAYMENTS("payments job", "zaiko-payments", "io.zaiko.jobs.PaymentsJob", RecordKind.OF_PAYMENTS);

  private final String words;
  private final String dashboardName;
  private final String mainClass;
  private final Set<RecordKind> kinds;

  HouseJob(String words, String dashboardName, String mainClass, Set<RecordKind> kinds) {
    this.words = words;
    this.dashboardName = dashboardName;
    this.mainClass = mainClass;
    this.kinds = kinds;
  }

  /** What people call it. */
  String words() {
    return words;
  }

  /** Whether it reads a topic; master data are the first one's. */
  boolean reads(String topic) {
    return RecordKind.ofTopic(topic).map(kinds::contains).orElse(this == INVENTORY);
  }

  /** Its name on the dashboard, and the group under which its progress is shown. */
  String dashboardName() {
    return dashboardName;
  }

  /** What the engine's client starts it by. */
  String mainClass() {
    return mainClass;
  }
}
