// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonDataTest {

  private static final long BYTES = 1_000_000;

  @TempDir Path cache;

  @Test
  void aSmallerFileIsTheBeginningOfALargerOne() throws IOException {
    Path small = file(JsonData.of(new NestedDocuments(), BYTES, cache));
    Path large = file(JsonData.of(new NestedDocuments(), 2 * BYTES, cache));

    assertThat(Files.readString(large)).startsWith(Files.readString(small));
  }

  @Test
  void preparedDataIsFoundAgain() throws IOException {
    JsonData made = JsonData.of(new FlatDocuments(), BYTES, cache);

    assertThat(JsonData.of(new FlatDocuments(), BYTES, cache)).isEqualTo(made);
  }

  @Test
  void anEngineThatReadsTheFileFindsTheChecksumsOfTheGenerator() throws Exception {
    JsonData flat = JsonData.of(new FlatDocuments(), BYTES, cache);
    Fact fact = new FlatDocuments().facts().get(0);

    Checksums found = read(flat, fact, "DOUBLE");

    assertThat(flat.checksums().get(0).differences(found)).isEmpty();
  }

  @Test
  void anEngineThatReadsWrongNumbersIsSeen() throws Exception {
    JsonData flat = JsonData.of(new FlatDocuments(), BYTES, cache);
    Fact fact = new FlatDocuments().facts().get(0);

    Checksums found = read(flat, fact, "FLOAT");

    assertThat(flat.checksums().get(0).differences(found)).contains("price").doesNotContain("ref");
  }

  private static Checksums read(JsonData data, Fact fact, String price) throws SQLException {
    String from =
        String.format(
            "(SELECT *, id AS place FROM read_json('%s', format = 'newline_delimited',"
                + " columns = {id: 'BIGINT', code: 'VARCHAR', qty: 'BIGINT', price: '%s',"
                + " amount: 'DOUBLE', flag: 'BOOLEAN', day: 'VARCHAR', seen_at: 'TIMESTAMP',"
                + " note: 'VARCHAR', ref: 'BIGINT'}))",
            file(data), price);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      return Checksums.inDuckdb(duckdb, from, fact.columns(), Fact.PLACE);
    }
  }

  private static Path file(JsonData data) {
    return data.folder().resolve(data.stream() + ".ndjson");
  }
}
