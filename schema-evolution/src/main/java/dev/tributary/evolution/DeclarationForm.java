// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.load.Fields;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Declared columns as users write them, and as they travel. Pure, thread-safe. */
public final class DeclarationForm {

  private static final Setting<String> TYPE =
      Setting.text("type").describedAs("The type, such as decimal(18,2) or list<string>.");
  private static final Setting<Boolean> REQUIRED =
      Setting.flag("required").orElse(false).describedAs("Refuses rows without a value.");
  private static final Setting<String> DEFAULT =
      Setting.text("default").describedAs("Stands where there is no value; needs a type.");
  private static final Setting<String> NAME =
      Setting.text("name").describedAs("What the table calls the column.");
  private static final Setting<Boolean> EXCLUDE =
      Setting.flag("exclude").orElse(false).describedAs("Leaves the values out everywhere.");
  private static final Setting<Boolean> HASH =
      Setting.flag("hash").orElse(false).describedAs("Stores the SHA-256 of the value.");
  private static final Setting<Secret> SALT =
      Setting.secret("salt").describedAs("Hashed ahead of the value.");
  private static final Setting<Long> MASK =
      Setting.number("mask", 0, 1_000).describedAs("Stores *** and so many last characters.");

  /** What can be said about one column. */
  public static final Settings SETTINGS =
      Settings.of(TYPE, REQUIRED, DEFAULT, NAME, EXCLUDE, HASH, SALT, MASK);

  private static final String PATH = "path";

  private DeclarationForm() {}

  static List<DeclaredColumn> read(String where, Map<String, ?> written, List<String> problems) {
    List<DeclaredColumn> columns = new ArrayList<>();
    written.forEach(
        (path, value) -> {
          String place = where + "." + path;
          String[] names = path.split("\\.", -1);
          if (List.of(names).contains("")) {
            problems.add(place + " is no path: a name is empty");
            return;
          }
          Map<String, ?> settings = settings(place, value, problems);
          Config config = SETTINGS.read(place, settings, problems);
          columns.add(column(DeclaredColumn.of(names), config, place, problems));
        });
    return columns;
  }

  static Fields reveal(List<DeclaredColumn> columns) {
    return Fields.of("columns", columns.stream().map(DeclarationForm::fields).toList());
  }

  static List<DeclaredColumn> columns(Fields fields) {
    List<String> problems = new ArrayList<>();
    List<DeclaredColumn> columns = new ArrayList<>();
    for (Fields each : fields.list("columns", Fields.class)) {
      String[] names = each.list(PATH, String.class).toArray(new String[0]);
      Map<String, Object> settings = new LinkedHashMap<>(each.asMap());
      settings.remove(PATH);
      String place = String.join(".", names);
      Config config = SETTINGS.read(place, settings, problems);
      columns.add(column(DeclaredColumn.of(names), config, place, problems));
    }
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    return columns;
  }

  private static Map<String, ?> settings(String place, Object value, List<String> problems) {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // names that are no text are reported as unknown settings
      Map<String, ?> settings = (Map<String, ?>) map;
      return settings;
    }
    if (value instanceof Fields fields) {
      return fields.asMap();
    }
    if (value instanceof String) {
      return Map.of("type", value);
    }
    problems.add(place + " must be a type or settings of a column");
    return Map.of();
  }

  private static DeclaredColumn column(
      DeclaredColumn bare, Config config, String place, List<String> problems) {
    DeclaredColumn column = bare;
    if (config.find(TYPE).isPresent()) {
      column = column.as(type(config.get(TYPE), place, problems));
    }
    column = config.get(REQUIRED) ? column.required() : column;
    column = config.find(DEFAULT).map(column::orElse).orElse(column);
    column = config.find(NAME).map(column::named).orElse(column);
    return protectedColumn(column, config, place, problems);
  }

  private static DeclaredColumn protectedColumn(
      DeclaredColumn column, Config config, String place, List<String> problems) {
    boolean mask = config.find(MASK).isPresent();
    boolean hash = config.get(HASH);
    if (config.find(SALT).isPresent() && !hash) {
      problems.add(place + ".salt needs hash: true");
    }
    if ((mask ? 1 : 0) + (hash ? 1 : 0) + (config.get(EXCLUDE) ? 1 : 0) > 1) {
      problems.add(place + " can be one of exclude, hash and mask");
    }
    if (config.get(EXCLUDE)) {
      return column.excluded();
    }
    if (hash) {
      return config.find(SALT).map(column::hashed).orElse(column.hashed());
    }
    return mask ? column.masked(config.get(MASK).intValue()) : column;
  }

  private static Type type(String text, String place, List<String> problems) {
    try {
      return TypeText.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(place + ".type " + e.getMessage());
      return Type.STRING;
    }
  }

  private static Fields fields(DeclaredColumn column) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(PATH, column.path().names());
    column.type().ifPresent(type -> plain.put(TYPE.name(), TypeText.of(type)));
    plain.put(REQUIRED.name(), column.isRequired());
    column.fallback().ifPresent(text -> plain.put(DEFAULT.name(), text));
    column.name().ifPresent(name -> plain.put(NAME.name(), name));
    Protection protection = column.protection();
    plain.put(EXCLUDE.name(), protection.kind() == Protection.Kind.EXCLUDE);
    plain.put(HASH.name(), protection.kind() == Protection.Kind.HASH);
    protection.salt().ifPresent(salt -> plain.put(SALT.name(), salt.reveal()));
    if (protection.kind() == Protection.Kind.MASK) {
      plain.put(MASK.name(), (long) protection.keep());
    }
    return Fields.of(plain);
  }
}
