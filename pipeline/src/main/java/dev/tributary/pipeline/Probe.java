// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import java.util.Optional;

/**
 * One thing that a run needs, and what is wrong with it. Immutable.
 *
 * @param subject such as {@code sink} or {@code stream orders}
 */
public record Probe(String subject, Optional<TributaryException> failure) {}
