// SPDX-License-Identifier: Apache-2.0
/** The one exception, its codes, and who can act on them. */
@NullMarked
package dev.tributary.error;

import org.jspecify.annotations.NullMarked;
