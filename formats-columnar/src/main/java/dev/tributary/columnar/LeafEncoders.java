// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Which encoder takes the values of a field's type into a leaf of the file's type. */
final class LeafEncoders {

  private static final int WIDE_BYTES = 16;

  private final FieldPath path;
  private final Type type;
  private final PrimitiveType target;
  private final int dictionaryMax;
  private final Optional<BloomHashes> hashes;

  private LeafEncoders(
      FieldPath path,
      Type type,
      PrimitiveType target,
      int dictionaryMax,
      Optional<BloomHashes> hashes) {
    this.path = path;
    this.type = type;
    this.target = target;
    this.dictionaryMax = dictionaryMax;
    this.hashes = hashes;
  }

  /**
   * The encoder.
   *
   * @param hashes where all values are to be noted
   */
  static ValueEncoder of(
      FieldPath path,
      Type type,
      PrimitiveType target,
      int dictionaryMax,
      Optional<BloomHashes> hashes) {
    return new LeafEncoders(path, type, target, dictionaryMax, hashes)
        .encoder()
        .orElseThrow(() -> Refusals.unsupported(path, type, target));
  }

  private Optional<ValueEncoder> encoder() {
    PrimitiveTypeName name = target.getPrimitiveTypeName();
    return switch (type.kind()) {
      case BOOLEAN ->
          name == PrimitiveTypeName.BOOLEAN
              ? Optional.of(new BooleanEncoder(target))
              : Optional.empty();
      case INT -> PlainTypes.isInteger(target) ? integers(NumberSource::ints) : Optional.empty();
      case DATE -> PlainTypes.isDate(target) ? integers(NumberSource::ints) : Optional.empty();
      case LONG ->
          PlainTypes.isInteger(target) && name == PrimitiveTypeName.INT64
              ? integers(NumberSource::longs)
              : Optional.empty();
      case TIME, TIMESTAMP ->
          TimeUnits.of(type, target).flatMap(units -> integers(CheckedNumbers.inUnit(path, units)));
      case FLOAT, DOUBLE -> floats(name);
      case DECIMAL -> decimals((Type.Decimal) type, name);
      case STRING, JSON, BINARY ->
          name == PrimitiveTypeName.BINARY ? bytes(new VariableBytes(), true) : Optional.empty();
      case UUID -> isFixed(WIDE_BYTES) ? bytes(FixedBytes.uuids(), false) : Optional.empty();
      case STRUCT, LIST, MAP -> Optional.empty();
    };
  }

  private Optional<ValueEncoder> integers(NumberSource source) {
    boolean four = target.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    return Optional.of(
        new NumberEncoder(noted(source, four), new IntegerRange(target), four, dictionaryMax));
  }

  private Optional<ValueEncoder> floats(PrimitiveTypeName name) {
    if (name == PrimitiveTypeName.FLOAT && type.kind() == Type.Kind.FLOAT) {
      return floats(NumberSource::floats, true);
    }
    if (name != PrimitiveTypeName.DOUBLE) {
      return Optional.empty();
    }
    return type.kind() == Type.Kind.FLOAT
        ? floats(NumberSource::floatsAsDoubles, false)
        : floats(NumberSource::doubles, false);
  }

  private Optional<ValueEncoder> floats(NumberSource source, boolean four) {
    return Optional.of(
        new NumberEncoder(noted(source, four), new FloatRange(target), four, dictionaryMax));
  }

  private NumberSource noted(NumberSource source, boolean four) {
    return hashes.map(each -> each.noting(source, four)).orElse(source);
  }

  private Optional<ValueEncoder> decimals(Type.Decimal decimal, PrimitiveTypeName name) {
    if (!(target.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation wanted)
        || wanted.getScale() != decimal.scale()
        || wanted.getPrecision() < decimal.precision()) {
      return Optional.empty();
    }
    if (name == PrimitiveTypeName.INT32 || name == PrimitiveTypeName.INT64) {
      return integers(CheckedNumbers.decimals(path, decimal));
    }
    return name == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY && target.getTypeLength() <= WIDE_BYTES
        ? bytes(FixedBytes.decimals(path, decimal, target.getTypeLength()), false)
        : Optional.empty();
  }

  private Optional<ValueEncoder> bytes(BytesSource source, boolean prefixed) {
    BytesSource noted = hashes.map(each -> each.noting(source)).orElse(source);
    return Optional.of(new BytesEncoder(noted, new BytesRange(target), prefixed, dictionaryMax));
  }

  private boolean isFixed(int length) {
    return target.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        && target.getTypeLength() == length;
  }
}
