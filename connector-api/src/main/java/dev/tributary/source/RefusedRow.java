// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.error.ErrorCode;

/**
 * A row that a source met and could not read. Immutable.
 *
 * @param code what is wrong with it
 * @param place where it stands in the source, for people: a file and line, a page and number
 * @param reason one sentence for people; never the row itself
 * @param raw the row as the source gave it, whole unless it is longer than the source takes
 */
public record RefusedRow(ErrorCode code, String place, String reason, String raw) {}
