// SPDX-License-Identifier: Apache-2.0
/** Job files: pipelines described in YAML or JSON. */
@NullMarked
package dev.tributary.cli.job;

import org.jspecify.annotations.NullMarked;
