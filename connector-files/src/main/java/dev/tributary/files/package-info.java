// SPDX-License-Identifier: Apache-2.0
/** Reads JSON files of a local folder, each one once. */
@NullMarked
package dev.tributary.files;

import org.jspecify.annotations.NullMarked;
