// SPDX-License-Identifier: Apache-2.0
package dev.tributary.error;

/** What went wrong, as a name that stays the same between versions. */
public enum ErrorCode {
  /** Settings are missing, misspelt, contradictory or out of range. */
  SETTING_INVALID(Kind.USER),
  /** A job file cannot be read or says something that makes no job. */
  JOB_INVALID(Kind.USER),
  /** No plugin of that name, or two of them. */
  PLUGIN_NOT_FOUND(Kind.USER),
  /** A library that a plugin needs, such as a database driver, is not on the class path. */
  DRIVER_MISSING(Kind.USER),
  /** The source or sink refused the name, password or token, or what they may do. */
  ACCESS_DENIED(Kind.USER),
  STREAM_NOT_FOUND(Kind.USER),
  /** A field has a type that the source cannot read or the sink cannot store. */
  TYPE_UNSUPPORTED(Kind.USER),
  /** The cursor field is missing, holds nulls or cannot be ordered. */
  CURSOR_INVALID(Kind.USER),
  /** A value cannot be stored in its column. */
  VALUE_REFUSED(Kind.USER),
  /** More rows of a load were refused than its quarantine takes. */
  QUARANTINE_FULL(Kind.USER),
  /** What a load has staged fails a check of its stream; nothing of it is visible. */
  CHECK_FAILED(Kind.USER),
  /** A schema change that the sink cannot do or the contract does not allow. */
  SCHEMA_REFUSED(Kind.USER),
  /** The sink cannot do what the job asks of it. */
  MODE_UNSUPPORTED(Kind.USER),
  /** A table is not as the last load left it. */
  TABLE_CHANGED(Kind.USER),
  /** A table that was loaded before is gone. */
  TABLE_MISSING(Kind.USER),
  /** Saved state, a position or a manifest cannot be understood. */
  STATE_UNREADABLE(Kind.USER),
  /** A position that the source does not know, or no longer. */
  POSITION_UNKNOWN(Kind.USER),
  SOURCE_UNAVAILABLE(Kind.TRANSIENT),
  SINK_UNAVAILABLE(Kind.TRANSIENT),
  STATE_UNAVAILABLE(Kind.TRANSIENT),
  /**
   * A commit was sent and no answer came: it may have happened. Nobody cleans up; the next run
   * asks.
   */
  COMMIT_OUTCOME_UNKNOWN(Kind.TRANSIENT),
  /** Another run of the same pipeline committed first; nothing of this load is visible. */
  LOAD_SUPERSEDED(Kind.TRANSIENT),
  /** The run was asked to stop. */
  CANCELLED(Kind.TRANSIENT),
  /** A limit on time, size or memory was reached. */
  LIMIT_REACHED(Kind.TRANSIENT),
  /** A plugin did what its contract forbids. */
  CONTRACT_BROKEN(Kind.BUG),
  INTERNAL(Kind.BUG);

  private final Kind kind;

  ErrorCode(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Who can act. */
  public enum Kind {
    /** The person who wrote the job or owns the systems. */
    USER,
    /** Nobody: trying again later may help. */
    TRANSIENT,
    /** The authors of Tributary or of a plugin. */
    BUG
  }
}
