package io.zaiko.tools.publish.from;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object and where it stands, so that a refusal can name the field. A refusal shows no
 * value: it could be a card number.
 *
 * @param node the object; a missing one has no fields
 * @param path its dotted name; empty for the whole line
 */
record Body(JsonNode node, String path) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads a text that is one JSON object. */
  static Body parse(String json, String path) throws NotTaken {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      // Its message would repeat what stands there.
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new NotTaken(
          (path.isEmpty() ? "" : path + " ")
              + "is no JSON (column "
              + column
              + "); hand on the body as it came, in one line");
    }
    if (!node.isObject()) {
      throw new NotTaken(
          (path.isEmpty() ? "" : path + " ") + "is no JSON object; hand on the body as it came");
    }
    return new Body(node, path);
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A text, or a number or truth as text; null where there is none. */
  @Nullable String text(String name) {
    JsonNode value = node.get(name);
    return value == null || !value.isValueNode() || value.isNull() || value.asText().isBlank()
        ? null
        : value.asText();
  }

  /** The first of these fields that is there; null where none is. */
  @Nullable String firstText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** A text that must be there. */
  String needed(String name) throws NotTaken {
    String text = text(name);
    if (text == null) {
      throw new NotTaken(at(name) + " is missing; hand on the whole body");
    }
    return text;
  }

  /** A name, or the name of the object that Stripe has put in its place when asked to. */
  @Nullable String reference(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isObject() ? new Body(value, at(name)).text("id") : text(name);
  }

  /** A whole number that must be there. */
  long whole(String name) throws NotTaken {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new NotTaken(at(name) + " is no whole number; hand on the whole body");
    }
    return value.longValue();
  }

  /** A whole number; the other where it is not there. */
  long whole(String name, long otherwise) throws NotTaken {
    return has(name) ? whole(name) : otherwise;
  }

  boolean isTrue(String name) {
    return "true".equals(text(name));
  }

  /** An object that must be there. */
  Body needObject(String name) throws NotTaken {
    Body object = object(name);
    if (object.isMissing()) {
      throw new NotTaken(at(name) + " is no JSON object; hand on the whole body");
    }
    return object;
  }

  /** An object; a missing one where there is none. */
  Body object(String name) {
    JsonNode value = node.path(name);
    return new Body(value.isObject() ? value : MissingNode.getInstance(), at(name));
  }

  boolean isMissing() {
    return node.isMissingNode();
  }

  /** The objects of a list; none where there is no list. */
  List<Body> list(String name) throws NotTaken {
    List<Body> objects = new ArrayList<>();
    JsonNode values = node.path(name);
    for (int i = 0; i < values.size() && values.isArray(); i++) {
      String at = at(name) + "[" + i + "]";
      if (!values.get(i).isObject()) {
        throw new NotTaken(at + " is no JSON object; hand on the whole body");
      }
      objects.add(new Body(values.get(i), at));
    }
    return objects;
  }
}
