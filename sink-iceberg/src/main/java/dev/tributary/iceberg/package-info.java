// SPDX-License-Identifier: Apache-2.0
/**
 * Writes Apache Iceberg tables.
 *
 * <p>A worker's {@code IcebergWriter} puts Parquet files into a folder of the load's own and hands
 * over what is needed to commit them without opening one. A {@code Committer} adds them in one
 * transaction that also holds the load's stamp (in the snapshot's summary) and its mirror (in a
 * table property, because snapshots expire). Three things make a load happen once:
 *
 * <ul>
 *   <li>{@code ChainHead} tells which load of a chain is the last that is part of the table, also
 *       after snapshots expired or somebody rolled back;
 *   <li>{@code CommitCondition}, asked by Iceberg on every attempt, lets a load in only where
 *       nothing of its chain came since that was read;
 *   <li>{@code FencedOperations} looks at the table before it believes that a commit failed, and
 *       lets Iceberg delete nothing before that is known.
 * </ul>
 */
@NullMarked
package dev.tributary.iceberg;

import org.jspecify.annotations.NullMarked;
