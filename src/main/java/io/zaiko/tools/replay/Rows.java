package io.zaiko.tools.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows of a gzip-ed CSV file with a header, read as they are asked for. */
final class Rows {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private Rows() {}

  /** Where the bytes of a file come from. */
  @FunctionalInterface
  interface Origin {
    InputStream open() throws IOException;
  }

  /** All rows; closing the stream closes the file. */
  static Stream<CSVRecord> of(Origin origin) {
    try {
      CSVParser parser =
          CSVParser.parse(
              new BufferedReader(
                  new InputStreamReader(
                      new GZIPInputStream(origin.open(), 1 << 16), StandardCharsets.UTF_8),
                  1 << 16),
              FORMAT);
      return stream(parser.iterator()).onClose(() -> close(parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Consecutive rows of equal names, together; closing the stream closes the file. */
  static Stream<List<CSVRecord>> runs(Origin origin, Function<CSVRecord, String> name) {
    Stream<CSVRecord> rows = of(origin);
    return stream(new Runs(rows.iterator(), name)).onClose(rows::close);
  }

  static <T> Stream<T> stream(Iterator<T> iterator) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false);
  }

  /** The text of a column; null where it is empty. */
  static @Nullable String text(CSVRecord row, String column) {
    String text = row.get(column);
    return text.isEmpty() ? null : text;
  }

  private static void close(CSVParser parser) {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Runs implements Iterator<List<CSVRecord>> {
    private final Iterator<CSVRecord> rows;
    private final Function<CSVRecord, String> name;
    private @Nullable CSVRecord ahead;

    Runs(Iterator<CSVRecord> rows, Function<CSVRecord, String> name) {
      this.rows = rows;
      this.name = name;
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public List<CSVRecord> next() {
      CSVRecord first = ahead;
      if (first == null) {
        throw new NoSuchElementException();
      }
      String shared = name.apply(first);
      List<CSVRecord> run = new ArrayList<>();
      CSVRecord row = first;
      do {
        run.add(row);
        row = rows.hasNext() ? rows.next() : null;
      } while (row != null && name.apply(row).equals(shared));
      ahead = row;
      return run;
    }
  }
}
