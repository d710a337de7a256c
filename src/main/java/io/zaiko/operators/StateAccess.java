package io.zaiko.operators;

import org.jspecify.annotations.Nullable;

/** Reads and writes of the engine's state, the failure of which fails the task like any bug. */
final class StateAccess {

  private StateAccess() {}

  /** A read. */
  interface Read<T> {
    @Nullable T run() throws Exception;
  }

  /** A write. */
  interface Write {
    void run() throws Exception;
  }

  static <T> @Nullable T of(Read<T> read) {
    try {
      return read.run();
    } catch (Exception e) {
      throw new IllegalStateException("state cannot be read", e);
    }
  }

  static void run(Write write) {
    try {
      write.run();
    } catch (Exception e) {
      throw new IllegalStateException("state cannot be written", e);
    }
  }
}
