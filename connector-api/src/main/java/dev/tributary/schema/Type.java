// SPDX-License-Identifier: Apache-2.0
package dev.tributary.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The type of a value. Immutable. Compare with {@code equals}; branch on {@link #kind()} with a
 * switch expression without {@code default}, so that a new kind breaks the build where nobody
 * handles it.
 */
public sealed interface Type {

  Type BOOLEAN = new Simple(Kind.BOOLEAN);
  Type INT = new Simple(Kind.INT);
  Type LONG = new Simple(Kind.LONG);
  Type FLOAT = new Simple(Kind.FLOAT);
  Type DOUBLE = new Simple(Kind.DOUBLE);

  /** Days since 1970-01-01 in the proleptic ISO calendar. */
  Type DATE = new Simple(Kind.DATE);

  Type STRING = new Simple(Kind.STRING);
  Type BINARY = new Simple(Kind.BINARY);
  Type UUID = new Simple(Kind.UUID);

  /** A JSON document as text; sinks may store it in a semi-structured type. */
  Type JSON = new Simple(Kind.JSON);

  Kind kind();

  /** Every kind of type there is. */
  enum Kind {
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    DATE,
    TIME,
    TIMESTAMP,
    STRING,
    BINARY,
    UUID,
    JSON,
    STRUCT,
    LIST,
    MAP
  }

  /** The fraction of a second that a time or timestamp counts. */
  enum Unit {
    MILLIS(1_000L),
    MICROS(1_000_000L),
    NANOS(1_000_000_000L);

    private final long perSecond;

    Unit(long perSecond) {
      this.perSecond = perSecond;
    }

    public long perSecond() {
      return perSecond;
    }

    public long nanosEach() {
      return 1_000_000_000L / perSecond;
    }
  }

  /** A type without parameters; use the constants of {@link Type}. */
  record Simple(Kind kind) implements Type {
    public Simple {
      switch (kind) {
        case DECIMAL, TIME, TIMESTAMP, STRUCT, LIST, MAP ->
            throw new IllegalArgumentException(kind + " needs parameters");
        case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DATE, STRING, BINARY, UUID, JSON -> {}
      }
    }

    @Override
    public String toString() {
      return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** An exact number of {@code precision} digits, {@code scale} of them after the point. */
  record Decimal(int precision, int scale) implements Type {
    public static final int MAX_PRECISION = 38;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "Not a decimal: precision " + precision + ", scale " + scale);
      }
    }

    @Override
    public Kind kind() {
      return Kind.DECIMAL;
    }

    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** A time of day, counted in {@code unit} since midnight. */
  record Time(Unit unit) implements Type {
    @Override
    public Kind kind() {
      return Kind.TIME;
    }

    @Override
    public String toString() {
      return "time(" + unit.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
  }

  /**
   * A date and time, counted in {@code unit} since 1970-01-01T00:00. A zoned one is a point in time
   * counted in UTC; one without zone is what a clock on some wall showed.
   */
  record Timestamp(Unit unit, boolean zoned) implements Type {
    @Override
    public Kind kind() {
      return Kind.TIMESTAMP;
    }

    @Override
    public String toString() {
      return (zoned ? "timestamptz(" : "timestamp(")
          + unit.name().toLowerCase(java.util.Locale.ROOT)
          + ")";
    }
  }

  /** Named fields; names are unique. */
  record Struct(List<Field> fields) implements Type {
    public Struct {
      fields = List.copyOf(fields);
      Set<String> names = new HashSet<>();
      for (Field field : fields) {
        if (!names.add(field.name())) {
          throw new IllegalArgumentException("Two fields named '" + field.name() + "'");
        }
      }
    }

    @Override
    public Kind kind() {
      return Kind.STRUCT;
    }

    @Override
    public String toString() {
      return "struct" + fields;
    }
  }

  /** Any number of elements of one type. */
  record ListOf(Type element, boolean elementRequired) implements Type {
    @Override
    public Kind kind() {
      return Kind.LIST;
    }

    @Override
    public String toString() {
      return "list<" + element + (elementRequired ? "!" : "") + ">";
    }
  }

  /** Pairs with unique, present keys. */
  record MapOf(Type key, Type value, boolean valueRequired) implements Type {
    @Override
    public Kind kind() {
      return Kind.MAP;
    }

    @Override
    public String toString() {
      return "map<" + key + "," + value + (valueRequired ? "!" : "") + ">";
    }
  }

  static Type decimal(int precision, int scale) {
    return new Decimal(precision, scale);
  }

  static Type time(Unit unit) {
    return new Time(unit);
  }

  static Type timestamp(Unit unit) {
    return new Timestamp(unit, false);
  }

  static Type timestampZoned(Unit unit) {
    return new Timestamp(unit, true);
  }

  static Type struct(Field... fields) {
    return new Struct(List.of(fields));
  }

  /** A list whose elements may be null. */
  static Type list(Type element) {
    return new ListOf(element, false);
  }

  /** A map whose values may be null. */
  static Type map(Type key, Type value) {
    return new MapOf(key, value, false);
  }
}
