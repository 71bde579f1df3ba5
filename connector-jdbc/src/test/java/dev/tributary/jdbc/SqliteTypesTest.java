// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.TypeSample.of;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteTypesTest extends TypesContract {

  @TempDir Path directory;

  @Override
  TestServer server() {
    return new SqliteFiles(directory);
  }

  @Override
  String heading() {
    return "SQLite";
  }

  @Override
  List<TypeSample> samples() {
    return List.of(
        of("BOOLEAN", "1", "2", "'yes'"),
        of("INTEGER", "9223372036854775807", "'one'", "1.5"),
        of("BIGINT UNSIGNED", "7").noting("every type with `INT` in its name"),
        of("REAL", "1.5", "'one'"),
        of("DOUBLE PRECISION", "1"),
        of("DECIMAL(10,2)", "12.25", "1.005", "'much'"),
        of("NUMERIC", "0.1", "1e30").noting("see `wide-numerics`"),
        of("DECIMAL(50,10)", "1.5").noting("see `wide-numerics`"),
        of("DATE", "'2024-02-29'", "'0000-00-00'", "20240229"),
        of("TIME", "'23:59:59.5'", "'24:00'"),
        of("DATETIME", "'2024-02-29 12:00:00.123456'", "1700000000"),
        of("TIMESTAMP", "'2024-02-29T12:00:00'"),
        of("TIMESTAMPTZ", "'2024-02-29 12:00:00+02:00'").noting("in UTC where it has no offset"),
        of("TEXT", "'Grün 🦆'", "x'00'"),
        of("VARCHAR(3)", "'longer than that'").noting("SQLite does not count"),
        of("BLOB", "x'00ff'", "1"),
        of("UUID", "'123e4567-e89b-12d3-a456-426614174000'", "'none'"),
        of("JSON", "'{\"a\": 1}'"),
        of("SHAPE", "'as text'").noting("every other type"),
        of("", "5").noting("no type"));
  }
}
