// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.load.Load;
import dev.tributary.load.TableName;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.SchemaChange.RelaxField;
import dev.tributary.schema.SchemaChange.WidenField;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.TableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K2: how tables come to be and grow. */
abstract class SinkSchemaRules extends SinkHistoryRules {

  static final SchemaChange ADD_NOTE = new AddField(FieldPath.of("note"), Type.STRING);
  private static final int NAME_LENGTH_TRIED_MAX = 1_000;

  @Test
  @DisplayName("K2.1 evolving twice is evolving once")
  void k2_1_evolvingTwiceIsEvolvingOnce() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    assertThat(loads.create(ORDERS, SCHEMA).schema()).isEqualTo(SCHEMA);
    TableInfo once = loads.evolve(ORDERS, SCHEMA, ADD_NOTE);
    assertThat(once.schema()).isEqualTo(SCHEMA.with(Field.optional("note", Type.STRING)));

    TableInfo twice = new Loads(sink(), CHAIN).evolve(ORDERS, SCHEMA, ADD_NOTE);

    assertThat(twice.schema()).isEqualTo(once.schema());
    assertThat(loads.look(ORDERS).schema()).isEqualTo(once.schema());
  }

  @Test
  @DisplayName("K2.2 two that add one field, or create one table, at once both succeed")
  void k2_2_racingEvolvesBothSucceed() {
    assertThat(evolveAtOnce()).as("creating").allMatch(schema -> schema.equals(SCHEMA));

    Schema both = SCHEMA.with(Field.optional("note", Type.STRING));
    assertThat(evolveAtOnce(ADD_NOTE)).as("adding").allMatch(schema -> schema.equals(both));

    assertThat(loads().look(ORDERS).schema()).isEqualTo(both);
  }

  @Test
  @DisplayName("K2.3 widenings it declares happen and keep values; all others are SCHEMA_REFUSED")
  void k2_3_columnsWidenAsDeclared() {
    SinkCapabilities can = sink().capabilities();
    int number = 0;
    for (Samples.Widened widened : Samples.widenings()) {
      if (can.stores().test(widened.from()) && can.stores().test(widened.to())) {
        TableName table = new TableName("widening_" + ++number);
        if (can.widens().test(widened.from(), widened.to())) {
          assertWidens(table, widened);
        } else {
          assertWideningRefused(table, widened);
        }
      }
    }
  }

  @Test
  @DisplayName("K2.4 rows from before a field was added stay readable; it is null in them")
  void k2_4_oldRowsStayReadable() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1));
    loads.evolve(ORDERS, SCHEMA, ADD_NOTE);

    loads.commit(ORDERS, APPEND, List.of(row("id", 2L, "name", "two", "note", "new")));

    assertThat(visibleRows(ORDERS))
        .containsExactlyInAnyOrder(
            row("id", 1L, "name", "name of 1", "note", null),
            row("id", 2L, "name", "two", "note", "new"));
    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K2.5 a required field that is relaxed may be null from then on")
  void k2_5_aRequiredFieldRelaxes() {
    Loads loads = loads();
    Schema required = Schema.of(Field.required("id", Type.LONG), SCHEMA.fields().get(1));
    assertThat(loads.create(ORDERS, required).schema()).isEqualTo(required);
    loads.commit(ORDERS, APPEND, rows(1));

    loads.evolve(ORDERS, required, new RelaxField(FieldPath.of("id")));
    loads.commit(ORDERS, APPEND, List.of(row("id", null, "name", "nobody")));

    assertThat(loads.look(ORDERS).schema()).isEqualTo(SCHEMA);
    assertThat(visibleRows(ORDERS))
        .containsExactlyInAnyOrder(
            row("id", 1L, "name", "name of 1"), row("id", null, "name", "nobody"));
  }

  @Test
  @DisplayName("K2.6 a type it does not store is TYPE_UNSUPPORTED, when creating and when adding")
  void k2_6_typesItDoesNotStoreAreRefused() {
    Loads loads = loads();
    TableInfo before = loads.create(ORDERS, SCHEMA);
    List<Type> all = new ArrayList<>(Samples.leaves().keySet());
    all.addAll(Samples.nested().keySet());
    for (Type type : all) {
      if (!stores(type)) {
        Codes.refused(
            ErrorCode.TYPE_UNSUPPORTED,
            "a table with a " + type,
            () -> loads.create(ITEMS, SCHEMA.with(Field.optional("more", type))));
        Codes.refused(
            ErrorCode.TYPE_UNSUPPORTED,
            "adding a " + type,
            () -> loads.evolve(ORDERS, SCHEMA, new AddField(FieldPath.of("more"), type)));
      }
    }
    assertThat(sink().tables()).containsExactly(ORDERS);
    assertThat(loads.look(ORDERS)).isEqualTo(before);
  }

  @Test
  @DisplayName("K2.7 a struct gains a field; in old rows it is null")
  void k2_7_aStructGainsAField() {
    Type was = Type.struct(Field.optional("city", Type.STRING));
    if (!stores(was)) {
      return; // K2.6 saw it refused
    }
    Loads loads = loads();
    Schema nested = SCHEMA.with(Field.optional("address", was));
    loads.create(ORDERS, nested);
    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "address", row("city", "Ulm"))));
    loads.evolve(ORDERS, nested, new AddField(FieldPath.of("address", "zip"), Type.STRING));

    loads.commit(
        ORDERS, APPEND, List.of(row("id", 2L, "address", row("city", "Bonn", "zip", "53111"))));

    assertThat(visibleRows(ORDERS))
        .extracting(row -> row.get("address"))
        .containsExactlyInAnyOrder(
            row("city", "Ulm", "zip", null), row("city", "Bonn", "zip", "53111"));
  }

  @Test
  @DisplayName("K2.8 names as long as it declares work; longer ones are SCHEMA_REFUSED")
  void k2_8_namesAreAsLongAsDeclared() {
    int max = sink().capabilities().nameLengthMax();
    String longest = "c".repeat(Math.min(max, NAME_LENGTH_TRIED_MAX));
    Loads loads = loads();
    Schema schema = SCHEMA.with(Field.optional(longest, Type.STRING));
    loads.create(ORDERS, schema);

    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "name", "one", longest, "x")));

    assertThat(visibleRows(ORDERS)).containsExactly(row("id", 1L, "name", "one", longest, "x"));
    if (max < NAME_LENGTH_TRIED_MAX) {
      Codes.refused(
          ErrorCode.SCHEMA_REFUSED,
          "a name of " + (max + 1) + " characters",
          () -> loads.create(ITEMS, SCHEMA.with(Field.optional(longest + "c", Type.STRING))));
    }
    assertThat(sink().tables()).containsExactly(ORDERS);
  }

  @Test
  @DisplayName("K2.9 columns that differ in case only live side by side, or are SCHEMA_REFUSED")
  void k2_9_caseIsAsDeclared() {
    Loads loads = loads();
    Schema schema = SCHEMA.with(Field.optional("ID", Type.LONG));
    if (!sink().capabilities().caseSensitive()) {
      Codes.refused(
          ErrorCode.SCHEMA_REFUSED, "columns id and ID", () -> loads.create(ORDERS, schema));
      assertThat(sink().tables()).isEmpty();
      return;
    }
    loads.create(ORDERS, schema);

    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "name", "x", "ID", 2L)));

    assertThat(visibleRows(ORDERS)).containsExactly(row("id", 1L, "name", "x", "ID", 2L));
  }

  @Test
  @DisplayName("K2.10 evolving disturbs neither receipts nor a load that was staged before")
  void k2_10_evolvingKeepsReceiptsAndStagedRows() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    Load staged = loads.prepare(ORDERS, APPEND, rows(2));

    TableInfo evolved = new Loads(sink(), CHAIN).evolve(ORDERS, SCHEMA, ADD_NOTE);

    assertThat(evolved.receipt()).contains(receipt(first));
    assertThat(sink().fits(staged.anchor().staged().get(0), evolved)).isTrue();
    sink().commit(staged, ORDERS);
    assertThat(visibleRows(ORDERS))
        .containsExactlyInAnyOrder(
            row("id", 1L, "name", "name of 1", "note", null),
            row("id", 2L, "name", "name of 2", "note", null));
  }

  /** Whether the sink stores a type and all that it is made of. */
  final boolean stores(Type type) {
    if (!sink().capabilities().stores().test(type)) {
      return false;
    }
    if (type instanceof Type.Struct struct) {
      return struct.fields().stream().allMatch(field -> stores(field.type()));
    }
    if (type instanceof Type.ListOf list) {
      return stores(list.element());
    }
    return !(type instanceof Type.MapOf map) || (stores(map.key()) && stores(map.value()));
  }

  private List<Schema> evolveAtOnce(SchemaChange... changes) {
    List<Callable<Schema>> evolves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Loads own = loads();
      evolves.add(() -> own.evolve(ORDERS, SCHEMA, changes).schema());
    }
    return Race.run(evolves);
  }

  private void assertWidens(TableName table, Samples.Widened widened) {
    Loads loads = loads();
    Schema before = Schema.of(Field.optional("value", widened.from()));
    Schema after = Schema.of(Field.optional("value", widened.to()));
    loads.create(table, before);
    loads.commit(table, APPEND, List.of(row("value", widened.before())));

    loads.evolve(table, before, widen(widened));
    loads.evolve(table, before, widen(widened));
    loads.commit(table, APPEND, List.of(row("value", null), row("value", widened.after())));

    assertThat(loads.look(table).schema()).isEqualTo(after);
    assertThat(visibleRows(table))
        .as("rows after " + widened)
        .containsExactlyInAnyOrder(
            row("value", widened.after()), row("value", null), row("value", widened.after()));
  }

  private void assertWideningRefused(TableName table, Samples.Widened widened) {
    Loads loads = loads();
    Schema schema = Schema.of(Field.optional("value", widened.from()));
    loads.create(table, schema);
    loads.commit(table, APPEND, List.of(row("value", widened.before())));
    TableInfo before = loads.look(table);

    Codes.refused(
        ErrorCode.SCHEMA_REFUSED,
        widened.from() + " to " + widened.to(),
        () -> loads.evolve(table, schema, ADD_NOTE, widen(widened)));

    assertThat(loads.look(table)).as("after " + widened + " was refused").isEqualTo(before);
    assertThat(visibleRows(table)).containsExactly(row("value", widened.before()));
  }

  private static SchemaChange widen(Samples.Widened widened) {
    return new WidenField(FieldPath.of("value"), widened.from(), widened.to());
  }
}
