package io.zaiko.connectors;

import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.codec.WriterSchemas;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Schemas by id: from memory, then disk, then the registry. An id that the registry does not know
 * is refused, and refused again without asking for some seconds. How long an answer may take is the
 * registry's affair: see {@link RegistryAccess}. Not for several threads.
 */
final class RegistrySchemas implements WriterSchemas {
  private static final long REFUSE_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_REFUSED = 1_000;

  private final WriterSchemas registry;
  private final DiskSchemaCache disk;
  // At most one entry for each schema in the registry.
  private final Map<Integer, Schema> known = new HashMap<>();
  private final Map<Integer, Refused> refused = new BoundedMap();

  RegistrySchemas(WriterSchemas registry, DiskSchemaCache disk) {
    this.registry = registry;
    this.disk = disk;
  }

  @Override
  public Schema byId(int schemaId) {
    Schema schema = known.get(schemaId);
    if (schema != null) {
      return schema;
    }
    Refused earlier = refused.get(schemaId);
    if (earlier != null && System.nanoTime() - earlier.atNanos() < REFUSE_FOR_NANOS) {
      throw earlier.cause();
    }
    try {
      schema = find(schemaId);
    } catch (UnknownSchemaException | SchemaParseException e) {
      refused.put(schemaId, new Refused(e, System.nanoTime()));
      throw e;
    }
    known.put(schemaId, schema);
    return schema;
  }

  private Schema find(int schemaId) {
    Optional<Schema> kept = disk.find(schemaId);
    if (kept.isPresent()) {
      return kept.get();
    }
    Schema fetched = registry.byId(schemaId);
    disk.keep(schemaId, fetched);
    return fetched;
  }

  /** An answer that will be the same for a while. */
  private record Refused(RuntimeException cause, long atNanos) {}

  /** Forgets its oldest entry beyond the cap. */
  private static final class BoundedMap extends LinkedHashMap<Integer, Refused> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Refused> eldest) {
      return size() > MAX_REFUSED;
    }
  }
}
