// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.load.Fields;

/**
 * A part of one stream's read that one thread or machine reads by itself. A plain value: it means
 * the same to any instance of its source made from the same settings. Immutable.
 *
 * @param ordinal its place among the splits of its round, from 0; rows are ordered by it first
 * @param fields what to read; only the source understands them
 * @param weight about how many bytes, or another measure of work; 0 when unknown
 */
public record Split(int ordinal, Fields fields, long weight) {

  public static Split whole() {
    return new Split(0, Fields.empty(), 0);
  }
}
