// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

/**
 * A column, how it is filled, and how two engines turn a value into the same whole number.
 *
 * @param type as PostgreSQL declares it
 * @param value an expression over {@code i}, the row's number, and {@code rows}
 * @param postgresKey the value as a bigint, in PostgreSQL's words; null stays null
 * @param duckdbKey the same in DuckDB's words
 */
record ProbedColumn(String name, String type, String value, String postgresKey, String duckdbKey) {}
