// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.DeclaredColumn;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Quarantine;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {

  private static final String ENDS =
      """
      source: {type: jdbc, url: "jdbc:h2:mem:shop"}
      sink: {type: iceberg, namespace: shop, catalog: {type: rest, uri: "http://localhost"}}
      """;

  @TempDir Path folder;

  @Test
  void aJobSaysWhatABuilderSays() {
    JobFile job =
        read(
            ENDS
                + """
                pipeline: shop
                streams:
                  - name: public.orders
                    table: orders
                    primary-key: [id, line]
                    cursor: updated_at
                    disposition: merge
                    on-missing-table: reload
                    nested: keep
                    contract: {tables: evolve, columns: evolve, types: evolve}
                    properties: {write.format.default: parquet}
                  - name: public.items
                run: {parallelism: 2, commit-every: {rows: 1000000}}
                """);

    assertThat(job.pipeline()).isEqualTo("shop");
    assertThat(job.streams())
        .containsExactly(
            StreamSpec.of("public.orders")
                .withTable("orders")
                .withKey("id", "line")
                .withCursor("updated_at")
                .withDisposition(Disposition.MERGE)
                .withOnMissingTable(OnMissingTable.RELOAD)
                .withTableSettings(Map.of("properties", Map.of("write.format.default", "parquet"))),
            StreamSpec.of("public.items"));
    try (Pipeline pipeline = job.toPipeline().build()) {
      assertThat(pipeline).isNotNull();
    }
  }

  @Test
  void jsonIsReadAlike() {
    JobFile job =
        read(
            """
            {"pipeline": "shop",
             "source": {"type": "jdbc", "url": "jdbc:h2:mem:shop"},
             "sink": {"type": "iceberg", "namespace": "shop",
                      "catalog": {"type": "rest", "uri": "http://localhost"}},
             "streams": [{"name": "orders", "cursor": "id"}]}
            """);

    assertThat(job.streams()).containsExactly(StreamSpec.of("orders").withCursor("id"));
  }

  @Test
  void stateIsBesideTheJobFileWhoeverRunsItFromWhere() throws Exception {
    Files.writeString(folder.resolve("job.yaml"), "pipeline: shop\nstate: {path: kept}\n" + ENDS);

    try (Pipeline pipeline = JobFile.read(folder.resolve("job.yaml")).toPipeline().build()) {
      pipeline.setPosition("orders", new Position(Fields.of("id", 1)));
    }

    assertThat(folder.resolve("kept/shop.json")).exists();
  }

  @Test
  void allThatIsWrongIsReportedTogetherWithLines() {
    refused(
            """
            pipeline: shop
            sorce: {type: jdbc}
            sink:
              type: icebreg
            streams:
              - name: orders
                disposition: upsert
                nested: tabels
                contract: frieze
              - name: orders
            state: {type: jdbc, path: x}
            run: {commit-every: {rows: 0}}
            """)
        .hasMessageContaining("job:2: sorce is not a setting; did you mean 'source'?")
        .hasMessageContaining("job:1: source is missing; it needs at least a type")
        .hasMessageContaining(
            "job:4: sink.type is wrong: No sink is called 'icebreg'; did you mean")
        .hasMessageContaining(
            "job:7: streams.orders.disposition is 'upsert', must be one of append, replace, merge")
        .hasMessageContaining("job:8: streams.orders.nested.mode is 'tabels', must be one of keep")
        .hasMessageContaining("job:9: streams.orders.contract.tables is 'frieze', must be one of")
        .hasMessageContaining("job:10: streams.orders.name names a stream that is there already")
        .hasMessageContaining("job:11: state.url is missing")
        .hasMessageContaining("job:12: run.commit-every.rows is 0, must be between 1 and");
  }

  @Test
  void aStreamSaysWhatItsRowsBecome() {
    StreamSpec spec =
        read("""
                pipeline: shop
                streams:
                  - name: orders
                    nested: {mode: tables, json: [raw.body], keys: row-ids}
                    contract: {columns: freeze, types: discard-row}
                    quarantine: {max-rows: 10, max-percent: 5}
                    columns:
                      id: {type: long, required: true}
                      email: {hash: true}
                """
                + ENDS)
            .streams()
            .get(0);

    assertThat(spec.nesting())
        .isEqualTo(
            Nesting.of(Mode.TABLES)
                .withJson(Set.of(FieldPath.of("raw", "body")))
                .withKeys(ChildKeys.ROW_IDS));
    assertThat(spec.contract()).isEqualTo(new Contract(Rule.EVOLVE, Rule.FREEZE, Rule.DISCARD_ROW));
    assertThat(spec.quarantine()).contains(new Quarantine(10, 0.05));
    assertThat(spec.declaration())
        .isEqualTo(
            Declaration.of(
                List.of(
                    DeclaredColumn.of("id").as(Type.LONG).required(),
                    DeclaredColumn.of("email").hashed())));
  }

  @Test
  void aSettingWithoutAValueIsNotTakenForItsDefault() {
    refused("pipeline: shop\nstreams:\n  - name: orders\n    cursor:\n" + ENDS)
        .hasMessageContaining("job:4: streams.orders.cursor has no value");
  }

  @Test
  void whatIsNoGroupIsSaidToBeOne() {
    refused("pipeline: shop\nrun: fast\nsource: jdbc\nsink: [iceberg]\nstreams: orders")
        .hasMessageContaining("job:2: run must be a group of settings")
        .hasMessageContaining("job:3: source must be a group of settings")
        .hasMessageContaining("job:4: sink must be a group of settings")
        .hasMessageContaining("job:5: streams must be a list");
  }

  @Test
  void aMissingFileIsAUserError() {
    assertThatThrownBy(() -> JobFile.read(folder.resolve("none.yaml")))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_INVALID))
        .hasMessageContaining("none.yaml");
  }

  @Test
  void secretsAreMasked() {
    JobFile job =
        read(
            "pipeline: shop\n"
                + ENDS.replace(
                    "\"jdbc:h2:mem:shop\"",
                    "\"jdbc:h2:mem:shop\", password: plain-one, properties: {a: \"${secret:env:NAME}\"}"));

    assertThat(job.mask("sa-9 plain-one jdbc:h2:mem:shop")).isEqualTo("*** *** ***");
  }

  @Test
  void aSecretIsRefusedWhereItMightBePrinted() {
    refused(
            "pipeline: shop\n"
                + ENDS.replace("jdbc, url", "jdbc, user: \"${secret:env:NAME}\", url"))
        .hasMessageContaining("job:2: source.user takes no secret, as it may be printed")
        .hasMessageNotContaining("sa-9");
  }

  private JobFile read(String text) {
    return JobFile.read(stream(text), "job", folder, Map.of("NAME", "sa-9"));
  }

  private AbstractThrowableAssert<?, ?> refused(String text) {
    return assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
