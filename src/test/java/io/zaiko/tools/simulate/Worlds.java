package io.zaiko.tools.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Small worlds. */
final class Worlds {
  static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

  private Worlds() {}

  static Terms terms(long seed, Set<Fault> faults) {
    return terms(seed, faults, Delivery.BUSINESS_TIME);
  }

  static Terms terms(long seed, Set<Fault> faults, Delivery delivery) {
    return new Terms(seed, 2, 12, 3_000, LocalDate.parse("2026-01-05"), faults, delivery);
  }

  /** What was told of a world, and what is true in it. */
  record Lived(List<Told> told, List<Truth> truths) {}

  static Lived live(Terms terms) {
    Lived lived = new Lived(new ArrayList<>(), new ArrayList<>());
    new Simulation(terms).run(lived.told()::add, lived.truths()::add);
    return lived;
  }
}
