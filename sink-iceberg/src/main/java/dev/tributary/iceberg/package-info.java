// SPDX-License-Identifier: Apache-2.0
/** Writes Apache Iceberg tables. */
@NullMarked
package dev.tributary.iceberg;

import org.jspecify.annotations.NullMarked;
