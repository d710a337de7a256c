package io.zaiko.tools.house;

/** The jobs that run in a house. */
enum HouseJob {
  INVENTORY("inventory job", "zaiko-inventory", "io.zaiko.jobs.InventoryJob"),
  PAYMENTS("payments job", "zaiko-payments", "io.zaiko.jobs.PaymentsJob");

  private final String words;
  private final String dashboardName;
  private final String mainClass;

  HouseJob(String words, String dashboardName, String mainClass) {
    this.words = words;
    this.dashboardName = dashboardName;
    this.mainClass = mainClass;
  }

  /** What people call it. */
  String words() {
    return words;
  }

  /** Its name on the dashboard. */
  String dashboardName() {
    return dashboardName;
  }

  /** What the engine's client starts it by. */
  String mainClass() {
    return mainClass;
  }
}
