// SPDX-License-Identifier: Apache-2.0
/** The contracts that sources, sinks and state stores inherit as tests. */
@NullMarked
package dev.tributary.tck;

import org.jspecify.annotations.NullMarked;
