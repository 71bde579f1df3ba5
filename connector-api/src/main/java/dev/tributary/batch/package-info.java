// SPDX-License-Identifier: Apache-2.0
/** Rows of one schema, column by column: what travels between sources and sinks. */
@NullMarked
package dev.tributary.batch;

import org.jspecify.annotations.NullMarked;
