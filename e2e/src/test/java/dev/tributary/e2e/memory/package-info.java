// SPDX-License-Identifier: Apache-2.0
/** How much memory a load takes. */
package dev.tributary.e2e.memory;
