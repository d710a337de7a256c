package io.zaiko.tools.board;

import java.io.Console;

/** Whether someone looks at a terminal. */
public final class Terminal {
  private Terminal() {}

  /** False where input or output goes to a file or a pipe. */
  @SuppressWarnings(
      "SystemConsoleNull") // From JDK 22 on a console is always there and can be asked.
  public static boolean present() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
