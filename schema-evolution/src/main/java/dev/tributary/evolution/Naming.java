// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.load.Fields;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The names that a stream's fields have in its tables, at every level. Immutable, thread-safe.
 *
 * <p>Fields of the root and of structs, also of structs in lists and maps, are named as {@link
 * Names} says; keys of maps are data and stay. Two fields of one struct never get one name. Names
 * are quoted wherever they are used, so no word is reserved.
 *
 * <p>A path is the names of fields from the root down, as the source calls them; elements of lists
 * and values of maps add nothing to it.
 */
public final class Naming {

  private static final long VERSION = 1;

  private final int nameLengthMax;
  private final boolean caseSensitive;
  private final Map<FieldPath, String> known;
  private final Set<FieldPath> verbatim;

  private Naming(
      int nameLengthMax,
      boolean caseSensitive,
      Map<FieldPath, String> known,
      Set<FieldPath> verbatim) {
    this.nameLengthMax = nameLengthMax;
    this.caseSensitive = caseSensitive;
    this.known = Map.copyOf(known);
    this.verbatim = Set.copyOf(verbatim);
  }

  /** For a sink with names of at most {@code nameLengthMax} characters. */
  public static Naming of(int nameLengthMax, boolean caseSensitive) {
    return new Naming(nameLengthMax, caseSensitive, Map.of(), Set.of());
  }

  /** This naming, which also remembers names that were given before: source path to name. */
  public Naming knowing(Map<FieldPath, String> given) {
    Map<FieldPath, String> all = new HashMap<>(known);
    all.putAll(given);
    return new Naming(nameLengthMax, caseSensitive, all, verbatim);
  }

  /** This naming, where what is inside of the fields at {@code paths} keeps its names. */
  public Naming leaving(Set<FieldPath> paths) {
    Set<FieldPath> all = new HashSet<>(verbatim);
    all.addAll(paths);
    return new Naming(nameLengthMax, caseSensitive, known, all);
  }

  /** The names of these fields. The order of fields has no influence. */
  public Named name(Schema source) {
    return new NamedFields(this).name(source);
  }

  /**
   * Whether batches that each had some fields of {@code joined}, and were named one by one, got the
   * names that all together get: only names that were not told apart before can differ.
   *
   * @return empty when they did; else the naming by which all of them must be named again
   */
  public Optional<Naming> again(Schema joined) {
    Named named = name(joined);
    return named.collisions().stream().allMatch(this::knows)
        ? Optional.empty()
        : Optional.of(knowing(named.given()));
  }

  /** A form that travels between processes and is kept between runs. */
  public Fields toFields() {
    List<Fields> names = new ArrayList<>();
    known.forEach((path, name) -> names.add(PathFields.of(path).with("name", name)));
    names.sort(Comparator.comparing(Fields::toString));
    return Fields.of("version", VERSION)
        .with("name-length-max", nameLengthMax)
        .with("case-sensitive", caseSensitive)
        .with("known", names)
        .with("leaving", PathFields.of(verbatim));
  }

  /**
   * @throws dev.tributary.error.TributaryException {@code STATE_UNREADABLE} when the fields are no
   *     naming, or of a newer form
   */
  public static Naming fromFields(Fields fields) {
    if (fields.number("version") != VERSION) {
      throw PathFields.unreadable(
          "naming", "version " + fields.number("version") + ", not " + VERSION, null);
    }
    try {
      Map<FieldPath, String> names = new HashMap<>();
      for (Fields each : fields.list("known", Fields.class)) {
        names.put(PathFields.path(each), each.text("name"));
      }
      return new Naming(
          Math.toIntExact(fields.number("name-length-max")),
          fields.flag("case-sensitive"),
          names,
          PathFields.paths(fields, "leaving"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw PathFields.unreadable("naming", String.valueOf(e.getMessage()), e);
    }
  }

  private boolean knows(Collision collision) {
    return collision.names().keySet().stream()
        .allMatch(source -> known.containsKey(NamedFields.path(collision.parents(), source)));
  }

  Map<FieldPath, String> known() {
    return known;
  }

  boolean isVerbatim(FieldPath path) {
    return verbatim.contains(path);
  }

  Map<String, String> resolve(Map<String, String> knownNames, List<String> sources) {
    return Names.resolve(knownNames, sources, nameLengthMax, caseSensitive);
  }

  String folded(String name) {
    return Names.folded(name, caseSensitive);
  }

  String normal(String name) {
    return Names.normal(name, nameLengthMax);
  }

  /**
   * Source names of one struct that would have been one name, each with the name it got.
   *
   * @param parents the path of the struct; empty for the root
   * @param names source name to given name, at least two
   */
  public record Collision(List<String> parents, Map<String, String> names) {
    public Collision {
      parents = List.copyOf(parents);
      names = Collections.unmodifiableMap(new TreeMap<>(names));
    }
  }

  /**
   * Fields under their new names.
   *
   * @param source as the source calls them
   * @param schema as the tables call them
   * @param given the name of each field, known ones included: to be remembered, so that a field
   *     keeps its name when one of a like name appears later
   */
  public record Named(
      Schema source, Schema schema, Map<FieldPath, String> given, List<Collision> collisions) {
    public Named {
      given = Map.copyOf(given);
      collisions = List.copyOf(collisions);
    }

    /**
     * The same rows under the new names, without a copy; valid as long as {@code batch}.
     *
     * @throws IllegalArgumentException when the batch is not of {@link #source()}
     */
    public Batch apply(Batch batch) {
      if (!batch.schema().equals(source)) {
        throw new IllegalArgumentException(
            "A batch of " + batch.schema() + " where " + source + " was named");
      }
      return batch.withSchema(schema);
    }
  }
}
