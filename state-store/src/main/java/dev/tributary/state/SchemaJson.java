// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Schemas as plain values and back, in a form that says its version. A type without parameters is
 * its name, as in {@code "type": "long"}; any other is an object with its {@code kind}.
 */
public final class SchemaJson {

  private static final int FORM = 1;

  private SchemaJson() {}

  public static Fields toFields(Schema schema) {
    return Fields.of("version", FORM).with("fields", list(schema.fields()));
  }

  /**
   * @throws TributaryException {@code STATE_UNREADABLE} when the fields are no schema, or of a
   *     newer form
   */
  public static Schema fromFields(Fields fields) {
    Forms.checkVersion("schema", fields, FORM, "version", "fields");
    try {
      return Schema.of(fieldsOf(fields));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Forms.unreadable("a schema is wrong: " + e.getMessage(), e);
    }
  }

  private static List<Fields> list(List<Field> fields) {
    return fields.stream().map(SchemaJson::plain).toList();
  }

  private static Fields plain(Field field) {
    Fields plain = Fields.of("name", field.name()).with("type", plain(field.type()));
    return flagged(plain, "required", field.required());
  }

  private static Object plain(Type type) {
    Fields kind = Fields.of("kind", name(type.kind()));
    return switch (type.kind()) {
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DATE, STRING, BINARY, UUID, JSON -> name(type.kind());
      case DECIMAL ->
          kind.with("precision", ((Type.Decimal) type).precision())
              .with("scale", ((Type.Decimal) type).scale());
      case TIME -> kind.with("unit", name(((Type.Time) type).unit()));
      case TIMESTAMP ->
          flagged(
              kind.with("unit", name(((Type.Timestamp) type).unit())),
              "zoned",
              ((Type.Timestamp) type).zoned());
      case STRUCT -> kind.with("fields", list(((Type.Struct) type).fields()));
      case LIST -> plain(kind, (Type.ListOf) type);
      case MAP -> plain(kind, (Type.MapOf) type);
    };
  }

  private static Fields plain(Fields kind, Type.ListOf list) {
    return flagged(kind.with("element", plain(list.element())), "required", list.elementRequired());
  }

  private static Fields plain(Fields kind, Type.MapOf map) {
    return flagged(
        kind.with("key", plain(map.key())).with("value", plain(map.value())),
        "required",
        map.valueRequired());
  }

  private static Fields flagged(Fields fields, String name, boolean flag) {
    return flag ? fields.with(name, true) : fields;
  }

  private static List<Field> fieldsOf(Fields fields) {
    List<Field> all = new ArrayList<>();
    for (Fields each : fields.list("fields", Fields.class)) {
      Forms.check("field", each, "name", "type", "required");
      all.add(new Field(each.text("name"), type(each, "type"), each.flag("required")));
    }
    return all;
  }

  private static Type type(Fields owner, String name) {
    Object plain = owner.asMap().get(name);
    if (plain instanceof String simple) {
      return new Type.Simple(kind(simple));
    }
    return type(owner.fields(name));
  }

  private static Type type(Fields plain) {
    Kind kind = kind(plain.text("kind"));
    return switch (kind) {
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DATE, STRING, BINARY, UUID, JSON -> {
        Forms.check("type", plain, "kind");
        yield new Type.Simple(kind);
      }
      case DECIMAL -> {
        Forms.check("decimal", plain, "kind", "precision", "scale");
        yield new Type.Decimal(
            Math.toIntExact(plain.number("precision")), Math.toIntExact(plain.number("scale")));
      }
      case TIME -> {
        Forms.check("time", plain, "kind", "unit");
        yield new Type.Time(unit(plain));
      }
      case TIMESTAMP -> {
        Forms.check("timestamp", plain, "kind", "unit", "zoned");
        yield new Type.Timestamp(unit(plain), plain.flag("zoned"));
      }
      case STRUCT -> {
        Forms.check("struct", plain, "kind", "fields");
        yield new Type.Struct(fieldsOf(plain));
      }
      case LIST -> {
        Forms.check("list", plain, "kind", "element", "required");
        yield new Type.ListOf(type(plain, "element"), plain.flag("required"));
      }
      case MAP -> {
        Forms.check("map", plain, "kind", "key", "value", "required");
        yield new Type.MapOf(type(plain, "key"), type(plain, "value"), plain.flag("required"));
      }
    };
  }

  private static Type.Unit unit(Fields plain) {
    return Type.Unit.valueOf(plain.text("unit").toUpperCase(Locale.ROOT));
  }

  private static Kind kind(String name) {
    return Kind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
