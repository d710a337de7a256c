package io.zaiko.codec;

import java.io.Serializable;

/** How a task that runs elsewhere comes to the schemas of records. */
@FunctionalInterface
public interface SchemaAccess extends Serializable {

  /** Schemas to be asked for by one thread, which may have to wait some seconds for an answer. */
  WriterSchemas writerSchemas();
}
