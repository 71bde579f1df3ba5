// SPDX-License-Identifier: Apache-2.0
/** JSON documents through the whole system, read back by another engine. */
@org.jspecify.annotations.NullMarked
package dev.tributary.e2e.json;
