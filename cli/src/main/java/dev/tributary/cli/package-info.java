// SPDX-License-Identifier: Apache-2.0
/** Runs job files: the commands, and the only main method. */
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
