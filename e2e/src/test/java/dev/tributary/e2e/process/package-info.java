// SPDX-License-Identifier: Apache-2.0
/** Other JVMs. */
package dev.tributary.e2e.process;
