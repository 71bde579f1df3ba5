// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * One file of lines of JSON in a folder of its own, and what its rows add up to. Immutable.
 *
 * @param checksums one for each fact of the documents
 */
record JsonData(Path folder, String stream, Amount amount, List<Checksums> checksums) {

  private static final String MANIFEST = "checksums.json";

  /** What stands beside the file. */
  private record Manifest(long rows, long bytes, List<Checksums> checksums) {}

  /** Finds documents of about so many bytes in the cache, or makes them. */
  static JsonData of(Documents documents, long bytes, Path cache) throws IOException {
    Path folder = cache.resolve("json-" + documents.name() + "-" + bytes / 1_000_000);
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.exists(manifest)) {
      Progress.say("preparing %d MB of %s", bytes / 1_000_000, documents.name());
      Files.createDirectories(folder);
      Manifest made = make(documents, bytes, folder.resolve(documents.name() + ".ndjson"));
      Path part = folder.resolve(MANIFEST + ".part");
      new ObjectMapper().writeValue(part.toFile(), made);
      Files.move(part, manifest, StandardCopyOption.REPLACE_EXISTING);
    }
    Manifest found = new ObjectMapper().readValue(manifest.toFile(), Manifest.class);
    return new JsonData(
        folder, documents.name(), new Amount(found.rows(), found.bytes()), found.checksums());
  }

  private static Manifest make(Documents documents, long bytes, Path file) throws IOException {
    long written = 0;
    long rows = 0;
    JsonLine line = new JsonLine();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      while (written < bytes) {
        documents.add(++rows, line);
        written += line.end(out);
      }
    }
    return new Manifest(rows, written, documents.checksums());
  }
}
