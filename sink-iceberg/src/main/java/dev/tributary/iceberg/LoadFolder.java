// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * What a chain keeps beside its anchor: per load a folder with the manifest and one marker per
 * table for which a writer was opened, so that a load which died while staging is found again.
 */
final class LoadFolder {

  /** The folder of all that is ours beside a table. */
  static final String OURS = "/metadata/tributary/";

  private static final String MANIFEST = "manifest.json";
  private static final String MARKER = "table-";

  private final FileIO files;
  private final String chain;
  private final String chainFolder;

  LoadFolder(Table anchor, Chain chain) {
    this.files = anchor.io();
    this.chain = OURS + ChainKey.of(chain).folder() + "/";
    this.chainFolder = DataFolder.stripped(anchor.location()) + this.chain;
  }

  /** Notes that rows are being staged for a table, before the first one is. */
  void mark(LoadId load, TableName table) {
    String marker = folder(load) + marker(table);
    if (!files.newInputFile(marker).exists()) {
      write(marker, table.value(), false);
    }
  }

  /**
   * Those of the tables for which rows may have been staged. A marker's name tells, as its text may
   * be missing when the process was killed while writing it.
   */
  List<TableName> marked(LoadId load, List<TableName> tables) {
    Set<String> found = new TreeSet<>();
    list(folder(load)).forEach(file -> found.add(lastPart(file.location())));
    return tables.stream().filter(table -> found.contains(marker(table))).toList();
  }

  void save(LoadId load, String manifest) {
    try {
      write(folder(load) + MANIFEST, manifest, true);
    } catch (AlreadyExistsException e) {
      throw new TributaryException(
          ErrorCode.LOAD_SUPERSEDED,
          "There is a manifest of load " + load + " already",
          "Run again; the next load gets another id",
          e);
    }
  }

  Optional<String> manifest(LoadId load) {
    return read(folder(load) + MANIFEST);
  }

  Set<LoadId> loads() {
    Set<LoadId> loads = new TreeSet<>();
    for (FileInfo file : list(chainFolder)) {
      ofLoad(file.location(), chain).ifPresent(loads::add);
    }
    return loads;
  }

  /** The loads of all chains that keep something beside the table. */
  static Set<LoadId> ofAllChains(Table anchor) {
    Set<LoadId> loads = new TreeSet<>();
    String folder = DataFolder.stripped(anchor.location()) + OURS;
    for (FileInfo file : list(listing(anchor.io()), folder)) {
      String[] folders = file.location().split("/", -1);
      load(folders[Math.max(0, folders.length - 2)]).ifPresent(loads::add);
    }
    return loads;
  }

  void delete(LoadId load) {
    listing().deletePrefix(folder(load));
  }

  /**
   * Files that can be listed.
   *
   * @throws TributaryException {@code MODE_UNSUPPORTED}
   */
  static SupportsPrefixOperations listing(FileIO files) {
    if (files instanceof SupportsPrefixOperations listing) {
      return listing;
    }
    throw new TributaryException(
        ErrorCode.MODE_UNSUPPORTED,
        "The catalog's io-impl " + files.getClass().getName() + " cannot list files",
        "Choose one that can, such as org.apache.iceberg.io.ResolvingFileIO");
  }

  private List<FileInfo> list(String folder) {
    return list(listing(), folder);
  }

  /** All files of a folder; none where there is no such folder. */
  static List<FileInfo> list(SupportsPrefixOperations files, String folder) {
    List<FileInfo> found = new ArrayList<>();
    try {
      files.listPrefix(folder).forEach(found::add);
      return found;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileNotFoundException) {
        return List.of(); // Hadoop tells a missing folder from an empty one
      }
      throw e;
    }
  }

  private SupportsPrefixOperations listing() {
    return listing(files);
  }

  private String folder(LoadId load) {
    return chainFolder + load + "/";
  }

  private static Optional<LoadId> ofLoad(String location, String chain) {
    int from = location.lastIndexOf(chain);
    String rest = from < 0 ? "" : location.substring(from + chain.length());
    int end = rest.indexOf('/');
    return end > 0 ? load(rest.substring(0, end)) : Optional.empty();
  }

  /** Empty for a folder that is none of ours. */
  static Optional<LoadId> load(String folder) {
    try {
      return Optional.of(new LoadId(folder));
    } catch (TributaryException e) {
      return Optional.empty();
    }
  }

  private static String marker(TableName table) {
    return MARKER + ChainKey.folder(table.value());
  }

  private static String lastPart(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private void write(String location, String text, boolean once) {
    try (OutputStream out =
        once
            ? files.newOutputFile(location).create()
            : files.newOutputFile(location).createOrOverwrite()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot write %s", location);
    }
  }

  private Optional<String> read(String location) {
    try (InputStream in = files.newInputFile(location).newStream()) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read %s", location);
    }
  }
}
