// SPDX-License-Identifier: Apache-2.0
/** The schemas of streams and tables: named fields and their types. */
@NullMarked
package dev.tributary.schema;

import org.jspecify.annotations.NullMarked;
