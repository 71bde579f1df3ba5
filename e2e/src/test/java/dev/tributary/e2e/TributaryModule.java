// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** The published modules, and which of the others each may use. */
enum TributaryModule {
  CONNECTOR_API("connector-api", ""),
  SCHEMA_EVOLUTION("schema-evolution", "dev.tributary.evolution", CONNECTOR_API),
  STATE_STORE("state-store", "dev.tributary.state", CONNECTOR_API),
  FORMATS("formats", "dev.tributary.formats", CONNECTOR_API, SCHEMA_EVOLUTION),
  FORMATS_COLUMNAR("formats-columnar", "dev.tributary.columnar", CONNECTOR_API),
  PIPELINE(
      "pipeline", "dev.tributary.pipeline", CONNECTOR_API, SCHEMA_EVOLUTION, STATE_STORE, FORMATS),
  CONNECTOR_TCK("connector-tck", "dev.tributary.tck", CONNECTOR_API, STATE_STORE),
  CONNECTOR_JDBC("connector-jdbc", "dev.tributary.jdbc", CONNECTOR_API, SCHEMA_EVOLUTION),
  CONNECTOR_FILES(
      "connector-files", "dev.tributary.files", CONNECTOR_API, SCHEMA_EVOLUTION, FORMATS),
  SINK_ICEBERG("sink-iceberg", "dev.tributary.iceberg", CONNECTOR_API, FORMATS_COLUMNAR),
  CLI(
      "cli",
      "dev.tributary.cli",
      CONNECTOR_API,
      SCHEMA_EVOLUTION,
      STATE_STORE,
      FORMATS_COLUMNAR,
      PIPELINE,
      CONNECTOR_JDBC,
      CONNECTOR_FILES,
      SINK_ICEBERG);

  static final String ROOT_PACKAGE = "dev.tributary";

  private final String directory;
  private final String rootPackage;
  private final Set<TributaryModule> mayUse;

  TributaryModule(String directory, String rootPackage, TributaryModule... mayUse) {
    this.directory = directory;
    this.rootPackage = rootPackage;
    this.mayUse = Set.of(mayUse);
  }

  static boolean isOurs(JavaClass type) {
    return isWithin(type.getPackageName(), ROOT_PACKAGE);
  }

  /** The module whose package this is; every package of ours that no other claims is the API's. */
  static TributaryModule of(JavaClass type) {
    for (TributaryModule module : values()) {
      if (module != CONNECTOR_API && isWithin(type.getPackageName(), module.rootPackage)) {
        return module;
      }
    }
    return CONNECTOR_API;
  }

  boolean mayUse(TributaryModule other) {
    return other == this || mayUse.contains(other);
  }

  /** Whether this class file was built by this module: in its target folder, or in its jar. */
  boolean built(String classFile) {
    return classFile.contains("/" + directory + "/target/")
        || classFile.contains("/tributary-" + directory + "-");
  }

  private static boolean isWithin(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }
}
