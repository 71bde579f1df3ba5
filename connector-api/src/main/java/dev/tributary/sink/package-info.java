// SPDX-License-Identifier: Apache-2.0
/** What a sink implements: tables, writers, and commits that happen once. */
@NullMarked
package dev.tributary.sink;

import org.jspecify.annotations.NullMarked;
