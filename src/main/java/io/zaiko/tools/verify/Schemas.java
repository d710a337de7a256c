package io.zaiko.tools.verify;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The schemas that records were written with. */
@FunctionalInterface
interface Schemas {
  /** The schema of an id; null where the registry does not know it. */
  @Nullable Schema byId(int id);
}
