// SPDX-License-Identifier: Apache-2.0
/** What one commit makes visible, and the plain values that name it. */
@NullMarked
package dev.tributary.load;

import org.jspecify.annotations.NullMarked;
