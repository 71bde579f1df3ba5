// SPDX-License-Identifier: Apache-2.0
/** A source and a sink that keep everything in memory: for tests, and as what contracts mean. */
@NullMarked
package dev.tributary.tck.memory;

import org.jspecify.annotations.NullMarked;
