// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Types as people write them. Pure, thread-safe.
 *
 * <pre>
 *   boolean int long float double date string binary uuid json
 *   decimal(18,2)   time(micros)   timestamp(micros)   timestamptz(nanos)
 *   list&lt;string&gt;    map&lt;string,long&gt;    struct&lt;id:long!,"two words":string&gt;
 * </pre>
 *
 * <p>An exclamation mark stands behind what always has a value. A time without unit counts
 * microseconds. Case and spaces do not matter; {@code text}, {@code bool}, {@code bytes}, {@code
 * integer}, {@code bigint}, {@code int32} and {@code int64} are understood too.
 */
public final class TypeText {

  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

  private TypeText() {}

  /**
   * Reads what {@link #of} writes, and its shorter forms.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  public static Type parse(String text) {
    return new TypeParser(text).whole();
  }

  /** The text from which {@link #parse} makes an equal type. */
  public static String of(Type type) {
    if (type instanceof Type.Struct struct) {
      return fields(struct.fields());
    }
    if (type instanceof Type.ListOf list) {
      return "list<" + of(list.element()) + mark(list.elementRequired()) + ">";
    }
    if (type instanceof Type.MapOf map) {
      return "map<" + of(map.key()) + "," + of(map.value()) + mark(map.valueRequired()) + ">";
    }
    return type.toString().toLowerCase(Locale.ROOT);
  }

  private static String fields(List<Field> fields) {
    return fields.stream()
        .map(field -> name(field.name()) + ":" + of(field.type()) + mark(field.required()))
        .collect(Collectors.joining(",", "struct<", ">"));
  }

  private static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String mark(boolean required) {
    return required ? "!" : "";
  }
}
