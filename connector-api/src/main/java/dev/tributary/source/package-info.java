// SPDX-License-Identifier: Apache-2.0
/**
 * What a source implements: streams, rounds, splits, readers; and the simple door for small ones.
 */
@NullMarked
package dev.tributary.source;

import org.jspecify.annotations.NullMarked;
