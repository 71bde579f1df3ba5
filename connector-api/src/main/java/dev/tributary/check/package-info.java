// SPDX-License-Identifier: Apache-2.0
/** Checks of rows that a load has staged and nobody sees yet, for those who write their own. */
@NullMarked
package dev.tributary.check;

import org.jspecify.annotations.NullMarked;
