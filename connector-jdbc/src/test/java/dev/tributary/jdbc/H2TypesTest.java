// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.TypeSample.of;

import java.util.List;

class H2TypesTest extends TypesContract {

  private final H2Server server = new H2Server();

  @Override
  TestServer server() {
    return server;
  }

  @Override
  String heading() {
    return "H2";
  }

  @Override
  List<TypeSample> samples() {
    return List.of(
        of("BOOLEAN", "TRUE"),
        of("TINYINT", "-128"),
        of("SMALLINT", "-32768"),
        of("INTEGER", "2147483647"),
        of("BIGINT", "9223372036854775807"),
        of("REAL", "'NaN'"),
        of("DOUBLE PRECISION", "'-Infinity'"),
        of("NUMERIC(12,4)", "99999999.9999"),
        of("NUMERIC(50,10)", "1.5", "1e30").noting("see `wide-numerics`"),
        of("DECFLOAT", "0.1", "'NaN'", "1E-19").noting("see `wide-numerics`"),
        of("CHAR(3)", "'a'"),
        of("VARCHAR(20)", "'Grün 🦆'"),
        of("VARCHAR_IGNORECASE", "'Aa'"),
        of("CLOB", "'a'"),
        of("BINARY(3)", "X'00ff00'"),
        of("VARBINARY", "X'00ff'"),
        of("BLOB", "X'00ff'"),
        of("DATE", "'9999-12-31'"),
        of("TIME(9)", "'23:59:59.999999999'"),
        of("TIME WITH TIME ZONE", "'12:00:00+02'").noting("with its offset, as text"),
        of("TIMESTAMP(6)", "'0001-01-01 00:00:00'"),
        of("TIMESTAMP(9)", "'2024-02-29 12:00:00.123456789'"),
        of("TIMESTAMP(6) WITH TIME ZONE", "'2024-02-29 12:00:00+02'"),
        of("INTERVAL DAY TO SECOND", "INTERVAL '1 02:03:04.5' DAY TO SECOND"),
        of("UUID", "'123e4567-e89b-12d3-a456-426614174000'"),
        of("JSON", "JSON '{\"a\":1}'"),
        of("ENUM('sad', 'ok')", "'ok'"),
        of("GEOMETRY", "'POINT(1 2)'").noting("EWKB, as H2 keeps it"),
        of("INTEGER ARRAY", "ARRAY[1, NULL, 3]"),
        of("VARCHAR(9) ARRAY", "ARRAY['a', 'b']"),
        of("NUMERIC(10,2) ARRAY", "ARRAY[1.25]"),
        of("TIMESTAMP ARRAY", "ARRAY[TIMESTAMP '2024-03-31 02:30:00']"),
        of("INTEGER ARRAY ARRAY", "ARRAY[ARRAY[1], ARRAY[2]]"),
        of("ROW(a INTEGER, b VARCHAR)", "ROW(1, 'x')"),
        of("JAVA_OBJECT", "NULL"));
  }
}
