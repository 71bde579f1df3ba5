// SPDX-License-Identifier: Apache-2.0
/**
 * JSON read into columns: documents of any shape, each value with the least type that holds it, and
 * documents of a known schema.
 */
@NullMarked
package dev.tributary.formats;

import org.jspecify.annotations.NullMarked;
