package io.zaiko.codec;

import org.apache.avro.Schema;

/** The schemas that records were written with, by the id in their header. */
@FunctionalInterface
public interface WriterSchemas {
  /**
   * The schema of an id.
   *
   * @throws UnknownSchemaException where no registry knows the id
   * @throws org.apache.avro.SchemaParseException where the id names something that is no Avro
   *     schema
   * @throws SchemaOutOfReachException where nobody can say so now
   */
  Schema byId(int schemaId);
}
