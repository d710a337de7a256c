package io.zaiko.contract;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.Schema;

/**
 * Writes the next version of every record that has changed since it was last released.
 *
 * <pre>{@code
 * mvn -q test-compile
 * java -cp "target/test-classes:target/lib/*" io.zaiko.contract.SchemaRelease
 * }</pre>
 *
 * <p>Nothing is written when one of them would break a reader or a producer.
 */
final class SchemaRelease {
  private SchemaRelease() {}

  /** Exits 0 when the contract is released, 1 when a change breaks somebody. */
  public static void main(String[] args) throws IOException {
    System.exit(release(new Contract(Contract.HOME), System.out) ? 0 : 1);
  }

  static boolean release(Contract contract, PrintStream out) throws IOException {
    Collection<Schema> current = contract.current().values();
    List<String> broken = new ArrayList<>();
    for (Schema schema : current) {
      broken.addAll(breaks(contract, schema));
    }
    if (!broken.isEmpty()) {
      broken.forEach(out::println);
      return false;
    }
    for (Schema schema : current) {
      SortedMap<Integer, Schema> versions = contract.released(schema.getName());
      int newest = versions.isEmpty() ? 0 : versions.lastKey();
      Schema released = versions.get(newest);
      if (released == null || !same(released, schema)) {
        contract.release(schema.getName(), newest + 1, schema);
        out.println(schema.getName() + " v" + (newest + 1));
      }
    }
    return true;
  }

  /** Each break between the current schema of a record and each version ever released of it. */
  static List<String> breaks(Contract contract, Schema current) throws IOException {
    String record = current.getName();
    Direction direction =
        Direction.of(record)
            .orElseThrow(() -> new AssertionError(record + " is neither input nor output"));
    List<String> broken = new ArrayList<>();
    contract
        .released(record)
        .forEach(
            (version, released) -> {
              for (String found : direction.breaks(current, released)) {
                broken.add(record + " against v" + version + ": " + found);
              }
            });
    return broken;
  }

  /** Alike to the letter, documentation included: a doc is part of the contract. */
  private static boolean same(Schema released, Schema current) {
    return released.toString().equals(current.toString());
  }
}
