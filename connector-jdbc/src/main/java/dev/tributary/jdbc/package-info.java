// SPDX-License-Identifier: Apache-2.0
/** Reads tables of relational databases through JDBC. */
@NullMarked
package dev.tributary.jdbc;

import org.jspecify.annotations.NullMarked;
