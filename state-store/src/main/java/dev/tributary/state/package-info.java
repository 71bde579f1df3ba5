// SPDX-License-Identifier: Apache-2.0
/** What a pipeline remembers between runs, in memory, in files or in a database. */
@NullMarked
package dev.tributary.state;

import org.jspecify.annotations.NullMarked;
