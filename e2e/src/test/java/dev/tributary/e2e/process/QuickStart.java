// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts many JVMs that load the same classes, which halves what each start costs: a first run
 * leaves an archive of loaded classes for the others. Such an archive needs a class path without
 * folders, so these are packed into a jar.
 */
public final class QuickStart {

  private final String classPath;
  private final Path archive;

  private QuickStart(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** Makes the archive in an empty folder by running a main class to its good end. */
  public static QuickStart prepare(Path folder, Class<?> main, String... arguments) {
    Path archive = folder.resolve("classes.jsa");
    String classPath = jarsOnly(folder.resolve("folders.jar"));
    Processes.Ended ended =
        Processes.run(classPath, main, List.of("-XX:ArchiveClassesAtExit=" + archive), arguments);
    assertThat(ended.exit()).as(ended.said()).isZero();
    return new QuickStart(classPath, archive);
  }

  public Processes.Ended run(Class<?> main, String... arguments) {
    return Processes.run(
        classPath,
        main,
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-XX:SharedArchiveFile=" + archive),
        arguments);
  }

  private static String jarsOnly(Path jar) {
    List<String> entries = new ArrayList<>(List.of(jar.toString()));
    Set<String> packed = new HashSet<>();
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          pack(path, zip, packed);
        } else if (Files.exists(path)) {
          entries.add(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void pack(Path folder, ZipOutputStream zip, Set<String> packed)
      throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (packed.add(name)) {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }
}
