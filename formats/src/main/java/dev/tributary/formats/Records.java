// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Finds the rows of documents: goes from one value to the next that should be a row, down the
 * record path and through arrays. Does not recurse.
 */
final class Records {

  private final JsonParser parser;
  private final String[] path;
  private int level;
  private boolean inArray;

  Records(JsonParser parser, String recordPath) {
    this.parser = parser;
    this.path = recordPath.isEmpty() ? new String[0] : recordPath.split("\\.", -1);
  }

  /** Goes to the first token of the next row; false at the end. */
  boolean advance() throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (inArray) {
        if (token != JsonToken.END_ARRAY) {
          return true;
        }
        inArray = false;
      } else if (token == JsonToken.END_OBJECT) {
        level--;
      } else if (token == JsonToken.FIELD_NAME) {
        if (member()) {
          return true;
        }
      } else if (level == path.length || path.length == 0) {
        if (rows(token)) {
          return true;
        }
      } else if (token == JsonToken.START_OBJECT) {
        level = 1;
      }
    }
    return false;
  }

  /** Goes into the field when the path does, and past it otherwise; true at a row. */
  private boolean member() throws IOException {
    boolean wanted = parser.currentName().equals(path[level - 1]);
    JsonToken token = parser.nextToken();
    if (wanted && level == path.length) {
      return token != JsonToken.VALUE_NULL && rows(token);
    }
    if (wanted && token == JsonToken.START_OBJECT) {
      level++;
    } else {
      parser.skipChildren();
    }
    return false;
  }

  private boolean rows(JsonToken token) {
    inArray = token == JsonToken.START_ARRAY;
    return !inArray;
  }
}
