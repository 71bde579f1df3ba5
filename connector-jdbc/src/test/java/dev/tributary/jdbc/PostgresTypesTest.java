// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.TypeSample.of;

import java.util.List;
import java.util.Map;

class PostgresTypesTest extends TypesContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }

  @Override
  String heading() {
    return "PostgreSQL";
  }

  @Override
  List<Map<String, Object>> ways() {
    String elsewhere = "-c IntervalStyle=iso_8601 -c DateStyle=German -c bytea_output=escape";
    return List.of(
        Map.of("postgres-copy", true),
        Map.of("postgres-copy", false),
        Map.of("properties", Map.of("options", elsewhere)));
  }

  @Override
  List<String> before() {
    return List.of(
        "CREATE EXTENSION hstore",
        "CREATE EXTENSION citext",
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE TYPE pair AS (a INT, b TEXT)",
        "CREATE DOMAIN small AS INT CHECK (VALUE < 100)",
        "CREATE DOMAIN smaller AS small CHECK (VALUE < 10)",
        "CREATE DOMAIN tags AS TEXT[]");
  }

  @Override
  List<TypeSample> samples() {
    return List.of(
        of("boolean", "true"),
        of("smallint", "-32768"),
        of("integer", "2147483647"),
        of("bigint", "9223372036854775807"),
        of("real", "'NaN'").noting("NaN and the infinities are kept"),
        of("double precision", "'-Infinity'").noting("NaN and the infinities are kept"),
        of("numeric(18,4)", "-99999999999999.9999", "'NaN'"),
        of("numeric(38,10)", "9999999999999999999999999999.9999999999"),
        of("numeric(5,-2)", "1234567"),
        of("numeric", "1.5", "'NaN'", "'Infinity'", "1e-19", "1e30").noting("see `wide-numerics`"),
        of("numeric(50,10)", "1.5", "1e30").noting("see `wide-numerics`"),
        of("money", "12.34"),
        of("char(3)", "'a'").noting("padded with spaces, as the database says it"),
        of("varchar(20)", "'Grün'"),
        of("text", "'Grün 🦆'"),
        of("name", "'a'"),
        of("\"char\"", "'a'"),
        of("citext", "'Aa'").noting("extension"),
        of("bytea", "'\\x00ff'"),
        of("date", "'0044-03-15 BC'", "'infinity'", "'-infinity'")
            .noting("years before Christ are kept: 44 BC is -43"),
        of("time", "'23:59:59.999999'", "'24:00'"),
        of("time with time zone", "'12:00+02'").noting("with its offset, as text"),
        of("timestamp", "'0044-03-15 12:00:00.123456 BC'", "'infinity'", "'-infinity'"),
        of("timestamp(0)", "'2024-02-29 12:00:00'"),
        of(
            "timestamp with time zone",
            "'2024-02-29 12:00:00.123456+02'",
            "'infinity'",
            "'294276-12-31'"),
        of("interval", "'1 year 2 days 03:04:05.6'").noting("as PostgreSQL writes it"),
        of("uuid", "'123e4567-e89b-12d3-a456-426614174000'"),
        of("json", "'{\"b\": 1, \"a\": [1, 2]}'").noting("as it was written"),
        of("jsonb", "'{\"b\": 1, \"a\": [1, 2]}'"),
        of("xml", "'<a>1</a>'"),
        of("hstore", "'a=>1, b=>NULL'").noting("extension"),
        of("mood", "'ok'").noting("an enum"),
        of("pair", "ROW(1, 'x,\"y')").noting("a composite, as PostgreSQL writes it"),
        of("small", "7").noting("a domain over integer: what is below it"),
        of("smaller", "7").noting("a domain over a domain"),
        of("tags", "'{a,b}'").noting("a domain over text[]"),
        of("bit(3)", "B'101'"),
        of("bit varying(8)", "B'10'"),
        of("inet", "'10.0.0.1'"),
        of("cidr", "'10.0.0.0/8'"),
        of("macaddr", "'08:00:2b:01:02:03'"),
        of("macaddr8", "'08:00:2b:01:02:03:04:05'"),
        of("oid", "4294967295"),
        of("xid", "'7'"),
        of("pg_lsn", "'16/B374D848'"),
        of("regclass", "'kinds'"),
        of("point", "'(1,2)'"),
        of("line", "'{1,2,3}'"),
        of("lseg", "'[(0,0),(1,1)]'"),
        of("box", "'(1,1),(0,0)'"),
        of("path", "'[(0,0),(1,1)]'"),
        of("polygon", "'((0,0),(1,1),(1,0))'"),
        of("circle", "'<(0,0),1>'"),
        of("tsvector", "to_tsvector('simple', 'a fat cat')"),
        of("tsquery", "'fat & cat'::tsquery"),
        of("int4range", "'[1,5)'"),
        of("numrange", "'(1.5,)'"),
        of("tstzrange", "'[2024-02-29 12:00+02,)'").noting("times in UTC"),
        of("int4multirange", "'{[1,2),[5,6)}'"),
        of("smallint[]", "'{1,NULL,-3}'", "'{{1},{2}}'"),
        of("integer[]", "'[0:1]={5,6}'", "'{{1},{2}}'").noting("where it begins is not kept"),
        of("integer[][]", "'{{1,2},{3,4}}'")
            .noting("declared with two dimensions or more; PostgreSQL itself takes both for one"),
        of("bigint[]", "'{}'"),
        of("boolean[]", "'{t,f}'"),
        of("real[]", "'{1.5,NaN}'"),
        of("double precision[]", "'{1.5,Infinity}'"),
        of("numeric(10,2)[]", "'{1.25,NULL}'", "'{1.25,NaN}'"),
        of("money[]", "'{12.34}'"),
        of("text[]", "'{a,\"b \\\"c\\\"\",NULL,\"NULL\"}'"),
        of("varchar(9)[]", "'{a}'"),
        of("bytea[]", "ARRAY['\\x00ff'::bytea]"),
        of("date[]", "'{2024-02-29,0044-03-15 BC}'", "'{infinity}'"),
        of("time[]", "'{12:00}'"),
        of("timestamp[]", "'{2024-03-31 02:30:00.123456}'", "'{2024-01-01,infinity}'"),
        of("timestamp with time zone[]", "'{2024-02-29 12:00+02}'"),
        of("uuid[]", "'{123e4567-e89b-12d3-a456-426614174000}'"),
        of("jsonb[]", "ARRAY['{\"a\": 1}'::jsonb]"),
        of("inet[]", "'{10.0.0.1}'"),
        of("mood[]", "'{ok,sad}'"),
        of("pair[]", "ARRAY[ROW(1,'x')::pair]"),
        of("small[]", "'{1,2}'").noting("elements of domains are text"));
  }
}
