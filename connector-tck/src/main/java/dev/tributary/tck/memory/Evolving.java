// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes changes to a schema, as far as the sink's capabilities allow; what is there stays. */
record Evolving(SinkCapabilities can) {

  Schema apply(Schema schema, List<SchemaChange> changes) {
    Type.Struct root = new Type.Struct(schema.fields());
    for (SchemaChange change : changes) {
      List<String> parents = change.path().parents();
      root =
          (Type.Struct)
              inside(root, parents, change.path(), parent -> step((Type.Struct) parent, change));
    }
    Schema evolved = Schema.of(root.fields());
    check(evolved);
    return evolved;
  }

  void check(Schema schema) {
    checkFields(schema.fields());
  }

  private void checkFields(List<Field> fields) {
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      String name = field.name();
      if (name.length() > can.nameLengthMax()) {
        throw refused("The field name '" + name + "' is longer than " + can.nameLengthMax());
      }
      if (!names.add(can.caseSensitive() ? name : name.toLowerCase(Locale.ROOT))) {
        throw refused("Two fields are named '" + name + "' but for upper and lower case");
      }
      checkType(name, field.type());
    }
  }

  private void checkType(String name, Type type) {
    if (!can.stores().test(type)) {
      throw new TributaryException(
          ErrorCode.TYPE_UNSUPPORTED,
          "Field '" + name + "' is a " + type + ", which this sink does not store",
          "Leave the field out, or convert it at the source");
    }
    if (type instanceof Type.Struct struct) {
      checkFields(struct.fields());
    } else if (type instanceof Type.ListOf list) {
      checkType(name, list.element());
    } else if (type instanceof Type.MapOf map) {
      checkType(name, map.key());
      checkType(name, map.value());
    }
  }

  /** Rebuilds {@code type} with another type at the end of {@code names}. */
  private Type inside(Type type, List<String> names, FieldPath path, UnaryOperator<Type> change) {
    if (names.isEmpty()) {
      return type instanceof Type.Struct ? change.apply(type) : element(type, path, change);
    }
    List<String> rest = names.subList(1, names.size());
    String name = names.get(0);
    if (type instanceof Type.Struct struct) {
      return replace(
          struct, name, path, field -> field.withType(inside(field.type(), rest, path, change)));
    }
    if (type instanceof Type.ListOf list && name.equals(FieldPath.ELEMENT)) {
      return new Type.ListOf(inside(list.element(), rest, path, change), list.elementRequired());
    }
    if (type instanceof Type.MapOf map && name.equals(FieldPath.VALUE)) {
      return new Type.MapOf(
          map.key(), inside(map.value(), rest, path, change), map.valueRequired());
    }
    throw refused("There is no " + path);
  }

  /** The last name of the path is a list's element or a map's value: changed as a lone field. */
  private static Type element(Type type, FieldPath path, UnaryOperator<Type> change) {
    if (type instanceof Type.ListOf list && path.last().equals(FieldPath.ELEMENT)) {
      Field changed = lone(path, list.element(), list.elementRequired(), change);
      return new Type.ListOf(changed.type(), changed.required());
    }
    if (type instanceof Type.MapOf map && path.last().equals(FieldPath.VALUE)) {
      Field changed = lone(path, map.value(), map.valueRequired(), change);
      return new Type.MapOf(map.key(), changed.type(), changed.required());
    }
    throw refused("There is no " + path);
  }

  private static Field lone(
      FieldPath path, Type type, boolean required, UnaryOperator<Type> change) {
    Type.Struct struct = new Type.Struct(List.of(new Field(path.last(), type, required)));
    return ((Type.Struct) change.apply(struct)).fields().get(0);
  }

  private Type step(Type.Struct parent, SchemaChange change) {
    String name = change.path().last();
    return change.fold(
        add -> add(parent, add),
        widen ->
            replace(
                parent, name, widen.path(), field -> field.withType(widened(field.type(), widen))),
        relax -> replace(parent, name, relax.path(), Field::relaxed));
  }

  private Type add(Type.Struct parent, SchemaChange.AddField add) {
    String name = add.path().last();
    if (parent.fields().stream().anyMatch(field -> field.name().equals(name))) {
      return replace(
          parent,
          name,
          add.path(),
          field -> field.withType(wider(field.type(), add.type(), add.path())));
    }
    List<Field> fields = new ArrayList<>(parent.fields());
    fields.add(Field.optional(name, add.type()));
    return new Type.Struct(fields);
  }

  private Type widened(Type present, SchemaChange.WidenField widen) {
    if (!can.widens().test(widen.from(), widen.to())) {
      throw refused("The field " + widen.path() + " cannot become " + widen.to());
    }
    return wider(present, widen.to(), widen.path());
  }

  /** The type that holds both; what is there already when it does. */
  private Type wider(Type present, Type wanted, FieldPath path) {
    if (present.equals(wanted) || can.widens().test(wanted, present)) {
      return present;
    }
    if (can.widens().test(present, wanted)) {
      return wanted;
    }
    throw refused("The field " + path + " is a " + present + " and cannot become " + wanted);
  }

  private static Type.Struct replace(
      Type.Struct struct, String name, FieldPath path, UnaryOperator<Field> change) {
    List<Field> fields = new ArrayList<>(struct.fields());
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        fields.set(i, change.apply(fields.get(i)));
        return new Type.Struct(fields);
      }
    }
    throw refused("There is no " + path);
  }

  private static TributaryException refused(String what) {
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED, what, "Write the field to a new column, or rebuild the table");
  }
}
