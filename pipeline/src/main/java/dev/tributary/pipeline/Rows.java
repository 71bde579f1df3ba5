// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A few rows for people to look at. The values are as {@code RowView} names them. */
public record Rows(Schema schema, List<Map<String, @Nullable Object>> rows) {}
