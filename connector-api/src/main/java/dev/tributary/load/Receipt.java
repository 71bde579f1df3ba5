// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

/**
 * What a table remembers of the last load of a chain. Immutable.
 *
 * @param text as the load's part gave it
 */
public record Receipt(LoadId load, String text) {}
