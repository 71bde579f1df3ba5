// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

/** How much a tool loads: what its rates divide. */
record Amount(long rows, long bytes) {}
