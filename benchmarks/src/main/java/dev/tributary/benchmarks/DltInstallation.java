// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** dlt in a virtual environment of its own, in the cache. Immutable. */
final class DltInstallation {

  static final String VERSION = "dlt 1.31.0, pyiceberg 0.12.0";

  private static final List<String> PACKAGES =
      List.of("dlt[filesystem,pyiceberg]==1.31.0", "pyiceberg==0.12.0", "sqlalchemy>=2");
  private static final String SCRIPT = "dlt_load.py";

  private final Path home;

  DltInstallation(Path cache) {
    this.home = cache.resolve("dlt-1.31.0");
  }

  Path python() {
    return home.resolve("venv/bin/python");
  }

  Path script() {
    return home.resolve(SCRIPT);
  }

  /**
   * Finds it, or installs it with pip, which may take minutes. Says why this machine cannot have
   * it, if so.
   */
  Optional<String> missing() {
    try {
      Files.createDirectories(home);
      copyScript();
      if (!Files.exists(home.resolve("installed"))) {
        install();
      }
      return Optional.empty();
    } catch (IOException | IllegalStateException e) {
      return Optional.of("python3 and pip could not install it: " + e.getMessage());
    }
  }

  private void copyScript() throws IOException {
    try (InputStream source = DltInstallation.class.getResourceAsStream(SCRIPT)) {
      if (source == null) {
        throw new IllegalStateException("No " + SCRIPT + " on the class path");
      }
      Files.copy(source, script(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void install() throws IOException {
    Progress.say("installing %s", VERSION);
    Path log = home.resolve("install.log");
    List<String> pip =
        new ArrayList<>(List.of(python().toString(), "-m", "pip", "install", "--quiet"));
    pip.addAll(PACKAGES);
    try {
      ProcessMeter.run(List.of("python3", "-m", "venv", home.resolve("venv").toString()), log);
      ProcessMeter.run(pip, log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("it was interrupted", e);
    }
    Files.writeString(home.resolve("installed"), VERSION);
  }
}
