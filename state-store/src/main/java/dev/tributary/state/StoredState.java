// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import org.jspecify.annotations.Nullable;

/** A state together with the pipeline it belongs to, as files and databases hold it. */
record StoredState(String pipeline, PipelineState state) {

  /**
   * Reads what is stored for {@code pipeline}.
   *
   * @param where names the place in messages
   */
  static PipelineState read(String pipeline, String text, String where) {
    StoredState stored = read(text, where);
    if (!stored.pipeline.equals(pipeline)) {
      throw unreadable(where, "it belongs to pipeline '" + stored.pipeline + "'", null);
    }
    return stored.state;
  }

  static StoredState read(String text, String where) {
    try {
      Fields fields = PlainJson.read(text);
      Forms.check("stored state", fields, "pipeline", "state");
      return new StoredState(fields.text("pipeline"), StateJson.fromFields(fields.fields("state")));
    } catch (TributaryException e) {
      throw unreadable(where, String.valueOf(e.getMessage()), e);
    }
  }

  String write() {
    return PlainJson.write(
        Fields.of("pipeline", pipeline).with("state", StateJson.toFields(state)));
  }

  static TributaryException unreadable(String where, String why, @Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.STATE_UNREADABLE,
        "The state in " + where + " cannot be read: " + why,
        "Put back a copy of it, or remove it to let the next run ask the sink how far it came",
        cause);
  }
}
