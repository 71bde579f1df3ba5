// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.TypeSample.of;

import java.util.List;
import java.util.Map;

class MariadbTypesTest extends TypesContract {

  @Override
  TestServer server() {
    return MariadbServer.shared();
  }

  @Override
  String heading() {
    return "MariaDB and MySQL";
  }

  @Override
  List<String> leniently() {
    return List.of("SET sql_mode = ''", "SET time_zone = '+00:00'");
  }

  @Override
  List<Map<String, Object>> ways() {
    return List.of(
        Map.of(),
        Map.of("properties", Map.of("useServerPrepStmts", "true")),
        Map.of("properties", Map.of("sessionVariables", "time_zone='-03:30'")));
  }

  @Override
  List<TypeSample> samples() {
    return List.of(
        of("BOOLEAN", "TRUE", "2")
            .noting("as `TINYINT(1)`; an int with the driver's property `tinyInt1isBit=false`"),
        of("TINYINT", "-128"),
        of("TINYINT UNSIGNED", "255"),
        of("SMALLINT", "-32768"),
        of("SMALLINT UNSIGNED", "65535"),
        of("MEDIUMINT", "-8388608"),
        of("MEDIUMINT UNSIGNED", "16777215"),
        of("INT", "-2147483648"),
        of("INT UNSIGNED", "4294967295"),
        of("BIGINT", "-9223372036854775808"),
        of("BIGINT UNSIGNED", "18446744073709551615"),
        of("DECIMAL(12,4)", "99999999.9999"),
        of("DECIMAL(12,4) UNSIGNED", "99999999.9999"),
        of("DECIMAL(38,10)", "-9999999999999999999999999999.9999999999"),
        of("DECIMAL(65,30)", "1.5", "99999999999").noting("see `wide-numerics`"),
        of("FLOAT", "1.5"),
        of("DOUBLE", "1.7976931348623157e308"),
        of("BIT(1)", "b'1'"),
        of("BIT(9)", "b'100000101'"),
        of("DATE", "'9999-12-31'", "'0000-00-00'", "'2024-00-01'"),
        of("TIME(6)", "'23:59:59.999999'", "'30:00:00'", "'-01:00:00'"),
        of("DATETIME(6)", "'9999-12-31 23:59:59.999999'", "'0000-00-00 00:00:00'"),
        of("TIMESTAMP(6) NULL", "'2024-02-29 12:00:00.5'", "'0000-00-00 00:00:00'"),
        of("YEAR", "2155"),
        of("CHAR(5)", "'a'"),
        of("VARCHAR(20)", "'Grün 🦆'"),
        of("VARCHAR(20) CHARACTER SET latin1", "'Grün'"),
        of("TINYTEXT", "'a'"),
        of("TEXT", "'a'"),
        of("MEDIUMTEXT", "'a'"),
        of("LONGTEXT", "'a'"),
        of("JSON", "'{\"b\": 1, \"a\": [1, 2]}'").noting("as it was written"),
        of("ENUM('sad', 'ok')", "'ok'").noting("a value that is none is the empty text"),
        of("SET('a', 'b', 'c')", "'a,c'"),
        of("BINARY(3)", "x'00ff'"),
        of("VARBINARY(9)", "x'00ff'"),
        of("TINYBLOB", "x'00ff'"),
        of("BLOB", "x'00ff'"),
        of("MEDIUMBLOB", "x'00ff'"),
        of("LONGBLOB", "x'00ff'"),
        of("UUID", "'123e4567-e89b-12d3-a456-426614174000'"),
        of("INET4", "'10.0.0.1'"),
        of("INET6", "'::1'"),
        of("GEOMETRY", "ST_GeomFromText('POINT(1 2)', 4326)").noting("WKB, without the SRID"),
        of("POINT", "ST_GeomFromText('POINT(1 2)')"),
        of("LINESTRING", "ST_GeomFromText('LINESTRING(0 0, 1 1)')"),
        of("POLYGON", "ST_GeomFromText('POLYGON((0 0, 1 1, 1 0, 0 0))')"),
        of("MULTIPOINT", "ST_GeomFromText('MULTIPOINT(1 1, 2 2)')"),
        of("GEOMETRYCOLLECTION", "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')"));
  }
}
