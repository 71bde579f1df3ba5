// SPDX-License-Identifier: Apache-2.0
/** The runner as a library: reads splits, stages rows, commits loads, exactly once. */
@NullMarked
package dev.tributary.pipeline;

import org.jspecify.annotations.NullMarked;
