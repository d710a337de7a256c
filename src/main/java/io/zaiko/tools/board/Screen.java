package io.zaiko.tools.board;

import java.io.PrintStream;
import java.util.List;

/** Where the board is drawn: over itself on a terminal, as a line now and then elsewhere. */
final class Screen {
  static final String PLAIN = "\u001b[0m";
  static final String GREEN = "\u001b[32m";
  static final String YELLOW = "\u001b[33m";
  static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String CLEAR = "\u001b[2J";
  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";
  private static final long DRAW_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final int ROWS_IN_PLAIN = 3;

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;
  private long next;

  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Draws if it is time to. */
  void show(BoardView view, long nowNanos) {
    if (drawn && nowNanos < next) {
      return;
    }
    next = nowNanos + (terminal ? DRAW_NANOS : LINE_NANOS);
    long speed = view.linesPerSecond(nowNanos);
    if (terminal) {
      draw(view, speed);
    } else {
      print(view, speed);
    }
    drawn = true;
  }

  private void draw(BoardView view, long speed) {
    StringBuilder frame = new StringBuilder(drawn ? HOME : CLEAR + HOME);
    line(frame, BOLD + "Zaiko" + PLAIN + "   " + view.totals(speed));
    line(frame, view.shelves() + "   (preview, ahead of the next checkpoint)   Ctrl-C ends");
    line(frame, "");
    line(frame, BOLD + BoardView.head() + PLAIN);
    view.rows(true).forEach(row -> line(frame, row));
    out.print(frame.append(REST_OF_SCREEN));
    out.flush();
  }

  private static void line(StringBuilder frame, String text) {
    frame.append(text).append(REST_OF_LINE).append('\n');
  }

  private void print(BoardView view, long speed) {
    out.println(view.totals(speed) + "   " + view.shelves());
    List<String> rows = view.rows(false);
    if (!rows.isEmpty()) {
      out.println("  " + BoardView.head());
    }
    rows.stream().limit(ROWS_IN_PLAIN).forEach(row -> out.println("  " + row));
    out.flush();
  }
}
