// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.History;
import dev.tributary.pipeline.Merging;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.pipeline.StreamSpec.ReplaceScope;
import java.util.List;

/** The settings that every job file has, whatever its source and sink are. */
final class JobSettings {

  static final Setting<String> PIPELINE =
      Setting.text("pipeline").required().describedAs("Names the pipeline and its state");
  static final Setting<String> TYPE =
      Setting.text("type").required().describedAs("The plugin's name");

  static final Setting<String> NAME =
      Setting.text("name").required().describedAs("The stream, as the source calls it");
  static final Setting<String> TABLE =
      Setting.text("table")
          .describedAs("The table to load into; default: the stream's name, normalised");
  static final Setting<List<String>> PRIMARY_KEY =
      Setting.texts("primary-key")
          .orElse(List.of())
          .describedAs("The fields that tell rows apart; default: what the source knows");
  static final Setting<String> CURSOR =
      Setting.text("cursor")
          .describedAs("Read only what is new by this field; default: read everything each time");
  static final Setting<Disposition> DISPOSITION =
      Setting.choice("disposition", Disposition.class)
          .orElse(Disposition.APPEND)
          .describedAs("What happens to the rows that the table already has");
  static final Setting<ReplaceScope> SCOPE =
      Setting.choice("scope", ReplaceScope.class)
          .orElse(ReplaceScope.TABLE)
          .describedAs(
              "What a replace takes the place of: the whole table, or only the partitions that the"
                  + " load has rows in");
  static final Setting<Merging.Strategy> MERGE =
      Setting.choice("merge", Merging.Strategy.class)
          .orElse(Merging.Strategy.UPSERT)
          .describedAs("What becomes of a row whose key the table has already, for a merge");
  static final Setting<String> DEDUP_BY =
      Setting.text("dedup-by")
          .describedAs(
              "The field whose greatest value wins among rows of one load with one key, for a"
                  + " merge; default: the row that came last wins");
  static final Setting<String> DELETE_FLAG =
      Setting.text("delete-flag")
          .describedAs(
              "A boolean field; a row where it is true deletes the one with its key, for a merge");
  static final Setting<List<String>> MERGE_KEY =
      Setting.texts("merge-key")
          .orElse(List.of())
          .describedAs(
              "The fields that make a group of rows, for merge: delete-insert; default: the primary"
                  + " key");
  static final Setting<String> VALID_FROM =
      Setting.text("valid-from")
          .orElse(History.STANDARD.validFrom())
          .describedAs("The column with the time from which a row is valid, for merge: scd2");
  static final Setting<String> VALID_TO =
      Setting.text("valid-to")
          .orElse(History.STANDARD.validTo())
          .describedAs("The column with the time up to which a row is valid, for merge: scd2");
  static final Setting<String> VERSION_BY =
      Setting.text("version-by")
          .describedAs(
              "The field that tells whether a row has changed, for merge: scd2; default: all of them");
  static final Setting<History.Retire> RETIRE =
      Setting.choice("retire", History.Retire.class)
          .orElse(History.Retire.NEVER)
          .describedAs(
              "Which rows end although none with their key came, for merge: scd2: all that are"
                  + " missing, or those within groups that came");
  static final Setting<List<String>> RETIRE_WITHIN =
      Setting.texts("retire-within")
          .orElse(List.of())
          .describedAs("The fields that make a group, for retire: within");
  static final Setting<OnMissingTable> ON_MISSING_TABLE =
      Setting.choice("on-missing-table", OnMissingTable.class)
          .orElse(OnMissingTable.FAIL)
          .describedAs("What to do when a table that was loaded before is gone");
  static final Settings STREAM =
      Settings.of(
          NAME,
          TABLE,
          PRIMARY_KEY,
          CURSOR,
          DISPOSITION,
          SCOPE,
          MERGE,
          DEDUP_BY,
          DELETE_FLAG,
          MERGE_KEY,
          VALID_FROM,
          VALID_TO,
          VERSION_BY,
          RETIRE,
          RETIRE_WITHIN,
          ON_MISSING_TABLE);

  static final Setting<String> SCHEMA =
      Setting.text("schema")
          .describedAs(
              "A file with the schema that rows have: Avro (.avsc) or JSON Schema (.json)");

  static final Setting<Long> MAX_ROWS =
      Setting.number("max-rows", 0, Long.MAX_VALUE)
          .orElse(Long.MAX_VALUE)
          .describedAs("A load with more refused rows fails");
  static final Setting<Long> MAX_PERCENT =
      Setting.number("max-percent", 0, 100)
          .orElse(100L)
          .describedAs("A load with a larger share of refused rows fails");
  static final Settings QUARANTINE = Settings.of(MAX_ROWS, MAX_PERCENT);

  static final Setting<Long> PARALLELISM =
      Setting.number("parallelism", 1, 1_000)
          .describedAs("How many threads read and write; default: one per processor");
  static final Settings RUN = Settings.of(PARALLELISM);

  static final Setting<Long> ROWS =
      Setting.number("rows", 1, Long.MAX_VALUE)
          .describedAs("Commit a load after about so many rows, not only at the end");
  static final Settings COMMIT_EVERY = Settings.of(ROWS);

  private JobSettings() {}
}
