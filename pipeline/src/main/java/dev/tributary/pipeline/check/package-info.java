// SPDX-License-Identifier: Apache-2.0
/**
 * Checks of what a load has staged, before anybody sees it: what they ask, and how they are
 * answered in bounded memory.
 */
@NullMarked
package dev.tributary.pipeline.check;

import org.jspecify.annotations.NullMarked;
