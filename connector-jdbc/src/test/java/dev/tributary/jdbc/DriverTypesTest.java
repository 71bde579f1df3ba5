// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What types become by what drivers say of them, where no such database was at hand. */
class DriverTypesTest {

  /** A row of a driver's metadata, and how the type is declared. */
  private record Row(
      String declared, String typeName, int jdbcType, int size, int scale, String note) {}

  private static Row row(String declared, String typeName, int jdbcType, int size, int scale) {
    return new Row(declared, typeName, jdbcType, size, scale, "");
  }

  private static Row row(
      String declared, String typeName, int jdbcType, int size, int scale, String note) {
    return new Row(declared, typeName, jdbcType, size, scale, note);
  }

  @Test
  void sqlServerIsMappedByItsMetadata() {
    says(
        "SQL Server",
        Vendor.named("Microsoft SQL Server"),
        row("bit", "bit", Types.BIT, 1, 0),
        row("tinyint", "tinyint", Types.TINYINT, 3, 0, "0 to 255"),
        row("smallint", "smallint", Types.SMALLINT, 5, 0),
        row("int", "int", Types.INTEGER, 10, 0),
        row("int identity", "int identity", Types.INTEGER, 10, 0),
        row("bigint", "bigint", Types.BIGINT, 19, 0),
        row("decimal(18,4)", "decimal", Types.DECIMAL, 18, 4),
        row("numeric(38,10)", "numeric", Types.NUMERIC, 38, 10),
        row("money", "money", Types.DECIMAL, 19, 4),
        row("smallmoney", "smallmoney", Types.DECIMAL, 10, 4),
        row("real", "real", Types.REAL, 24, 0),
        row("float", "float", Types.DOUBLE, 53, 0),
        row("date", "date", Types.DATE, 10, 0),
        row("time(7)", "time", Types.TIME, 16, 7),
        row("datetime", "datetime", Types.TIMESTAMP, 23, 3),
        row("smalldatetime", "smalldatetime", Types.TIMESTAMP, 16, 0),
        row("datetime2(7)", "datetime2", Types.TIMESTAMP, 27, 7),
        row("datetime2(3)", "datetime2", Types.TIMESTAMP, 23, 3),
        row("datetimeoffset(7)", "datetimeoffset", -155, 34, 7),
        row("char(10)", "char", Types.CHAR, 10, 0, "padded with spaces"),
        row("varchar(20)", "varchar", Types.VARCHAR, 20, 0),
        row("varchar(max)", "varchar", Types.VARCHAR, Integer.MAX_VALUE, 0, "in pieces"),
        row("nvarchar(20)", "nvarchar", Types.NVARCHAR, 20, 0),
        row("nvarchar(max)", "nvarchar", Types.NVARCHAR, 1_073_741_823, 0, "in pieces"),
        row("text", "text", Types.LONGVARCHAR, Integer.MAX_VALUE, 0, "in pieces"),
        row("ntext", "ntext", Types.LONGNVARCHAR, 1_073_741_823, 0, "in pieces"),
        row("xml", "xml", Types.LONGNVARCHAR, 0, 0, "in pieces"),
        row("json", "json", 2025, 0, 0, "in pieces"),
        row("binary(8)", "binary", Types.BINARY, 8, 0),
        row("varbinary(8)", "varbinary", Types.VARBINARY, 8, 0),
        row("varbinary(max)", "varbinary", Types.VARBINARY, Integer.MAX_VALUE, 0, "in pieces"),
        row("image", "image", Types.LONGVARBINARY, Integer.MAX_VALUE, 0, "in pieces"),
        row("rowversion", "timestamp", Types.BINARY, 8, 0),
        row("uniqueidentifier", "uniqueidentifier", Types.CHAR, 36, 0),
        row("hierarchyid", "hierarchyid", Types.VARBINARY, 892, 0, "by `.ToString()`"),
        row("geometry", "geometry", -157, 0, 0, "WKB, by `.STAsBinary()`"),
        row("geography", "geography", -158, 0, 0, "WKB, by `.STAsBinary()`"),
        row("sql_variant", "sql_variant", -156, 0, 0),
        row("vector", "vector", -160, 0, 0));
  }

  @Test
  void oracleIsMappedByItsMetadata() {
    says(
        "Oracle",
        Vendor.named("Oracle"),
        row("NUMBER", "NUMBER", Types.NUMERIC, 0, -127, "see `wide-numerics`"),
        row("NUMBER(10)", "NUMBER", Types.NUMERIC, 10, 0),
        row("NUMBER(12,2)", "NUMBER", Types.NUMERIC, 12, 2),
        row("NUMBER(*,2)", "NUMBER", Types.NUMERIC, 38, 2),
        row("NUMBER(5,-2)", "NUMBER", Types.NUMERIC, 5, -2),
        row("NUMBER(3,5)", "NUMBER", Types.NUMERIC, 3, 5),
        row("NUMBER(38,-10)", "NUMBER", Types.NUMERIC, 38, -10, "see `wide-numerics`"),
        row("INTEGER", "NUMBER", Types.NUMERIC, 38, 0),
        row("FLOAT(126)", "FLOAT", Types.FLOAT, 126, 0, "decimal digits; see `wide-numerics`"),
        row("BINARY_FLOAT", "BINARY_FLOAT", 100, 4, 0),
        row("BINARY_DOUBLE", "BINARY_DOUBLE", 101, 8, 0),
        row("CHAR(10)", "CHAR", Types.CHAR, 10, 0, "padded with spaces"),
        row("NCHAR(10)", "NCHAR", Types.NCHAR, 10, 0, "padded with spaces"),
        row("VARCHAR2(20)", "VARCHAR2", Types.VARCHAR, 20, 0, "Oracle keeps empty text as null"),
        row("NVARCHAR2(20)", "NVARCHAR2", Types.NVARCHAR, 20, 0),
        row("CLOB", "CLOB", Types.CLOB, 4000, 0, "in pieces"),
        row("NCLOB", "NCLOB", Types.NCLOB, 4000, 0, "in pieces"),
        row("LONG", "LONG", Types.LONGVARCHAR, 0, 0, "in pieces"),
        row("RAW(16)", "RAW", Types.VARBINARY, 16, 0),
        row("LONG RAW", "LONG RAW", Types.LONGVARBINARY, 0, 0, "in pieces"),
        row("BLOB", "BLOB", Types.BLOB, 4000, 0, "in pieces"),
        row("DATE", "DATE", Types.TIMESTAMP, 7, 0, "has a time"),
        row("TIMESTAMP(6)", "TIMESTAMP(6)", Types.TIMESTAMP, 11, 6),
        row("TIMESTAMP(9)", "TIMESTAMP(9)", Types.TIMESTAMP, 11, 9),
        row("TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP(6) WITH TIME ZONE", -101, 13, 6),
        row("TIMESTAMP(6) WITH LOCAL TIME ZONE", "TIMESTAMP(6) WITH LOCAL TIME ZONE", -102, 11, 6),
        row("INTERVAL YEAR TO MONTH", "INTERVAL YEAR(2) TO MONTH", -103, 5, 0),
        row("INTERVAL DAY TO SECOND", "INTERVAL DAY(2) TO SECOND(6)", -104, 11, 6),
        row("ROWID", "ROWID", Types.ROWID, 10, 0),
        row("BOOLEAN", "BOOLEAN", Types.BOOLEAN, 1, 0, "from 23ai"),
        row("JSON", "JSON", 2016, 8200, 0, "by `JSON_SERIALIZE`"),
        row("XMLTYPE", "XMLTYPE", Types.SQLXML, 2000, 0, "by `XMLSERIALIZE`, in pieces"),
        row(
            "SDO_GEOMETRY",
            "SDO_GEOMETRY",
            Types.STRUCT,
            1,
            0,
            "WKB, by `SDO_UTIL.TO_WKBGEOMETRY`"),
        row("BFILE", "BFILE", -13, 530, 0),
        row("VECTOR", "VECTOR", -105, 8200, 0),
        row("a VARRAY", "TAGS", Types.ARRAY, 1, 0),
        row("an object type", "PAIR", Types.STRUCT, 1, 0));
  }

  @Test
  void snowflakeIsMappedByItsMetadata() {
    says(
        "Snowflake",
        Vendor.named("Snowflake"),
        row("NUMBER(38,0)", "NUMBER", Types.DECIMAL, 38, 0, "also all of its integers"),
        row("NUMBER(12,2)", "NUMBER", Types.DECIMAL, 12, 2),
        row("DECFLOAT", "DECFLOAT", Types.DECIMAL, 38, 0, "see `wide-numerics`"),
        row("FLOAT", "DOUBLE", Types.DOUBLE, 0, 0),
        row("BOOLEAN", "BOOLEAN", Types.BOOLEAN, 0, 0),
        row("VARCHAR", "VARCHAR", Types.VARCHAR, 16_777_216, 0),
        row("BINARY", "BINARY", Types.BINARY, 8_388_608, 0),
        row("DATE", "DATE", Types.DATE, 10, 0),
        row("TIME(9)", "TIME", Types.TIME, 8, 9),
        row("TIMESTAMP_NTZ(9)", "TIMESTAMPNTZ", Types.TIMESTAMP, 29, 9),
        row("TIMESTAMP_NTZ(6)", "TIMESTAMPNTZ", Types.TIMESTAMP, 26, 6),
        row("TIMESTAMP_LTZ(9)", "TIMESTAMPLTZ", Types.TIMESTAMP, 29, 9),
        row("TIMESTAMP_TZ(9)", "TIMESTAMPTZ", Types.TIMESTAMP_WITH_TIMEZONE, 29, 9),
        row("VARIANT", "VARIANT", Types.VARCHAR, 0, 0, "by `TO_JSON`"),
        row("OBJECT", "OBJECT", Types.VARCHAR, 0, 0, "by `TO_JSON`"),
        row("ARRAY", "ARRAY", Types.VARCHAR, 0, 0, "by `TO_JSON`"),
        row("GEOGRAPHY", "GEOGRAPHY", Types.VARCHAR, 0, 0, "WKB, by `ST_ASWKB`"),
        row("GEOMETRY", "GEOMETRY", Types.VARCHAR, 0, 0, "WKB, by `ST_ASWKB`"),
        row("VECTOR(FLOAT, 3)", "VECTOR", 50_003, 0, 0));
  }

  @Test
  void aTypeThatNobodyKnowsIsNotRead() {
    Declared odd = new Declared("it", Types.OTHER, "ODDITY", 0, 0, false);

    assertThat(Vendor.named("Acme").column(odd, TypeChoices.STANDARD)).isEmpty();
  }

  private static void says(String heading, Vendor vendor, Row... rows) {
    TypesPage.says(
        heading,
        List.of("type", "becomes", "notes"),
        List.of(rows).stream().map(row -> line(vendor, row)).toList());
  }

  private static String line(Vendor vendor, Row row) {
    Declared declared =
        new Declared("it", row.jdbcType(), row.typeName(), row.size(), row.scale(), false);
    Optional<TableColumn> column = vendor.column(declared, TypeChoices.STANDARD);
    String becomes = column.map(each -> TypesPage.code(each.type().toString())).orElse("not read");
    return TypesPage.line(List.of(TypesPage.code(row.declared()), becomes, row.note()));
  }
}
