// SPDX-License-Identifier: Apache-2.0
/** What rows look like: types, fields, schemas, and the changes a table's schema can take. */
@NullMarked
package dev.tributary.schema;

import org.jspecify.annotations.NullMarked;
