package io.zaiko.tools.house;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts children, starts again what dies, and stops all. */
final class Supervisor implements AutoCloseable {
  private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(8);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(20);

  private final Home home;
  private final List<Child> stores;
  private final List<Child> engine;
  private final Consumer<String> say;
  private final Map<Child, Long> dueNanos = new HashMap<>();
  private boolean stopping;

  /**
   * A supervisor that has started nothing yet.
   *
   * @param stores broker and registry, stopped last
   * @param engine the processes of the engine, stopped first
   */
  Supervisor(Home home, List<Child> stores, List<Child> engine, Consumer<String> say) {
    this.home = home;
    this.stores = stores;
    this.engine = engine;
    this.say = say;
  }

  synchronized void startAll() {
    if (stopping) {
      return;
    }
    for (Child child : children()) {
      child.start();
      Leftovers.remember(home, children());
    }
  }

  List<Child> children() {
    return java.util.stream.Stream.concat(stores.stream(), engine.stream()).toList();
  }

  /** Looks once at every child; to be called again and again. */
  synchronized void look() {
    if (stopping) {
      return;
    }
    for (Child child : children()) {
      if (!child.alive()) {
        revive(child);
      }
    }
  }

  private void revive(Child child) {
    long now = System.nanoTime();
    Long due = dueNanos.get(child);
    if (due == null) {
      long pause = child.pauseMillis();
      say.accept(
          "the "
              + child.name()
              + " "
              + child.end()
              + "; starting it again"
              + (pause == 0 ? "" : " in " + pause / 1000.0 + " s, see " + child.log()));
      due = now + Duration.ofMillis(pause).toNanos();
      dueNanos.put(child, due);
    }
    if (now - due >= 0) {
      dueNanos.remove(child);
      child.start();
      Leftovers.remember(home, children());
    }
  }

  /** Stops every child, the engine before what it writes to. Nothing is started afterwards. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
    }
    end(engine, ENGINE_PATIENCE);
    end(stores, STORE_PATIENCE);
    home.childrenFile().delete();
  }

  private static void end(List<Child> children, Duration patience) {
    children.forEach(Child::askToEnd);
    children.forEach(child -> child.awaitEnd(patience));
  }
}
