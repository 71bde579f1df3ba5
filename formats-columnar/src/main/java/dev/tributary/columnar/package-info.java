// SPDX-License-Identifier: Apache-2.0
/** Column batches to and from Parquet. */
@NullMarked
package dev.tributary.columnar;

import org.jspecify.annotations.NullMarked;
