// SPDX-License-Identifier: Apache-2.0
/** Measures Tributary against other tools. Never published; built with -Pbenchmarks. */
@NullMarked
package dev.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;
