package io.zaiko.tools.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zaiko.tools.UserError;
import io.zaiko.tools.publish.CloseNames;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * The fields that are left out of the values shown. A name that no value has is refused, as it
 * would leave out nothing in silence. Judged once: by all values where they are known before the
 * first is shown, else by the first one, and by the contract, which may have grown since that one
 * was written.
 */
final class LeftOut {
  private final Set<String> names;
  private boolean isJudged;

  LeftOut(Set<String> names) {
    this.names = new TreeSet<>(names);
    this.isJudged = names.isEmpty();
  }

  /**
   * Judges the names, unless that was done.
   *
   * @param schemas what values were written with; of none, nothing is known
   * @throws UserError naming the first one that none of them has, and what it may have meant
   */
  void judge(Collection<Schema> schemas) {
    if (isJudged || schemas.isEmpty()) {
      return;
    }
    isJudged = true;
    Set<String> known = new LinkedHashSet<>();
    schemas.forEach(schema -> addFields(schema, known));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserError(refusal(name, schemas.iterator().next().getName(), known));
      }
    }
  }

  private static void addFields(Schema written, Set<String> known) {
    written.getFields().forEach(field -> known.add(field.name()));
    Class<?> type = SpecificData.get().getClass(written);
    if (type != null) {
      SpecificData.get().getSchema(type).getFields().forEach(field -> known.add(field.name()));
    }
  }

  private static String refusal(String name, String record, Set<String> known) {
    List<String> close = CloseNames.to(name, known);
    return "--without "
        + name
        + " leaves out nothing, for "
        + record
        + " has no such field; "
        + (close.isEmpty()
            ? "it has " + String.join(", ", known)
            : "did you mean " + String.join(" or ", close) + "?");
  }

  /** Takes the fields out of a value. */
  void takeFrom(ObjectNode fields, Schema written) {
    judge(List.of(written));
    fields.remove(names);
  }
}
