// SPDX-License-Identifier: Apache-2.0
/** How schemas are inferred, compared, widened and named: pure functions over values. */
@NullMarked
package dev.tributary.evolution;

import org.jspecify.annotations.NullMarked;
