// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a table takes the rows of one load, which were staged in several schemas. Pure; neither the
 * order of the schemas matters, nor which rows shared one.
 *
 * <p>Each field is looked at for itself. Values that a column of the table holds go there, whatever
 * else the load brings. What is left of a known field is joined kind by kind, and each kind widens
 * the column or gets one beside it, as {@link Evolution} says. A field that the table does not know
 * becomes one column, of the type in which all of its values meet.
 */
public final class Settlement {

  private final Schema before;
  private final Homes homes;
  private final Homeless homeless;
  private final Map<FieldPath, Type> news = new HashMap<>();
  private final List<SchemaChange> changes = new ArrayList<>();
  private Schema after;

  private Settlement(Schema table, SinkCapabilities sink, Contract contract) {
    this.before = table;
    this.after = table;
    this.homes = new Homes(sink, contract.types() != Contract.Rule.BESIDE);
    this.homeless = new Homeless(homes);
  }

  /**
   * @param table the table's schema; empty when there is no table
   * @param arrived the schemas that were staged, at least one
   * @throws dev.tributary.error.TributaryException as {@link Evolution#plan} does
   */
  public static Settlement plan(
      Schema table, Collection<Schema> arrived, SinkCapabilities sink, Contract contract) {
    Settlement settlement = new Settlement(table, sink, contract);
    arrived.forEach(settlement::collect);
    Schema housed = arrived.stream().map(settlement::housed).reduce(SchemaJoin::join).orElseThrow();
    Schema unmoved = settlement.homeless.unmoved(housed);
    settlement.grow(Evolution.plan(table, unmoved, sink, contract));
    for (Map<FieldPath, String> round : settlement.homeless.rounds()) {
      Schema incoming = settlement.homeless.into(settlement.after, round, arrived.size());
      Evolved evolved = Evolution.plan(settlement.after, incoming, sink, contract);
      settlement.grow(evolved);
      settlement.homeless.settle(round, evolved.beside());
    }
    return settlement;
  }

  /** The table's schema once the changes are made. */
  public Schema schema() {
    return after;
  }

  /** The steps to it, in order; empty when the table takes the rows as it is. */
  public List<SchemaChange> changes() {
    return changes;
  }

  /** Where rows of one of the schemas go. */
  public Route route(Schema arrived) {
    Map<FieldPath, String> beside = new LinkedHashMap<>();
    List<Field> joined =
        new Walk(before, homes) {
          @Override
          void housed(At at, Field field, Field home, Type type) {
            at.add(field.withType(type));
            if (!home.name().equals(field.name())) {
              beside.put(at.incoming(field), home.name());
            }
          }

          @Override
          void unknown(At at, Field field) {
            at.add(field.withType(met(at, field)));
          }

          @Override
          void unhoused(At at, Field field, Field own) {
            at.add(field.withType(homeless.type(at.path(field), field.type())));
            homeless
                .target(at.path(field), field.type())
                .filter(target -> !target.equals(field.name()))
                .ifPresent(target -> beside.put(at.incoming(field), target));
          }
        }.fields(arrived);
    return new Route(new Evolved(Schema.of(joined), after, List.of(), beside));
  }

  private void grow(Evolved evolved) {
    after = evolved.schema();
    changes.addAll(evolved.changes());
  }

  private void collect(Schema arrived) {
    new Walk(before, homes) {
      @Override
      void housed(At at, Field field, Field home, Type type) {
        at.add(field.withType(type));
      }

      @Override
      void unknown(At at, Field field) {
        news.merge(at.path(field), field.type(), TypeJoin::join);
      }

      @Override
      void unhoused(At at, Field field, Field own) {
        homeless.add(at.path(field), field, own, at.siblings());
      }
    }.fields(arrived);
  }

  /** What the table's columns and new ones take, by the names of the columns. */
  private Schema housed(Schema arrived) {
    return Schema.of(
        new Walk(before, homes) {
          @Override
          void housed(At at, Field field, Field home, Type type) {
            at.add(new Field(home.name(), type, field.required()));
          }

          @Override
          void unknown(At at, Field field) {
            at.add(field.withType(met(at, field)));
          }

          @Override
          void unhoused(At at, Field field, Field own) {
            // finds a column later
          }
        }.fields(arrived));
  }

  private Type met(Walk.At at, Field field) {
    return news.getOrDefault(at.path(field), field.type());
  }
}
