// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCommandTest {

  @TempDir Path folder;

  @Test
  void aSchemaThatOnlyGrowsIsCompatible() throws Exception {
    write("old.txt", "struct<id:int!>");
    write("new.txt", "struct<id:long!, name:string>");

    Cli.Result result = contract("old.txt", "new.txt");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("~ id int! -> long!", "+ name string")
        .endsWith("compatible\n")
        .doesNotContain("not compatible");
  }

  @Test
  void aColumnThatGoesIsNotAndEndsWithTwo() throws Exception {
    write("old.txt", "struct<id:int!,name:string>");
    write("new.txt", "struct<id:int!>");

    Cli.Result result = contract("old.txt", "new.txt");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("! - name string").endsWith("not compatible\n");
    assertThat(result.err()).contains("SCHEMA_REFUSED", "1 difference", "next: ");
  }

  @Test
  void avroAndJsonSchemasAreCompared() throws Exception {
    write(
        "old.avsc",
        """
        {"type": "record", "name": "r", "fields": [
          {"name": "id", "type": "long"},
          {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
        """);
    write(
        "new.json",
        """
        {"type": "object", "required": ["id", "at"], "properties": {
          "id": {"type": "integer", "default": null},
          "at": {"type": "string", "format": "date-time"}}}
        """);

    Cli.Result result = contract("old.avsc", "new.json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("compatible\n");
  }

  @Test
  void machinesGetOneDocument() throws Exception {
    write("old.txt", "struct<id:long>");
    write("new.txt", "struct<id:int>");

    Cli.Result result = contract("old.txt", "new.txt", "--json");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out())
        .contains("\"compatible\" : false", "\"before\" : \"long\"", "\"breaks\" : true");
  }

  @Test
  void aFileThatIsNotThereOrNoSchemaIsNamed() throws Exception {
    write("old.json", "{\"type\": \"object\", ");

    assertThat(contract("old.json", "old.json").err()).contains("SETTING_INVALID", "old.json");
    Cli.Result gone = contract("gone.avsc", "old.json", "--json");
    assertThat(gone.code()).isEqualTo(2);
    assertThat(gone.err()).contains("gone.avsc");
    assertThat(gone.out()).contains("\"code\" : \"SETTING_INVALID\"");
  }

  private Cli.Result contract(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "contract";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new Cli(folder).run(all);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
