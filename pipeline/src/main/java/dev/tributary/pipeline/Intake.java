// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Shape;

/**
 * How the rows of a stream become rows of tables, the same for each of its tasks. Immutable.
 *
 * @param quarantined whether refused rows are kept in the quarantine table
 */
record Intake(SystemColumns systemColumns, Shape shape, boolean quarantined) {}
