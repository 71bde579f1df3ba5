// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.load.TableName;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Rows;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    sortOptions = false,
    description = "Lists the sink's tables, or prints the first rows of one.")
final class ShowCommand extends JobCommand {

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TABLE",
      description = "The table to read; left out: the names of all.")
  private String table = "";

  @Option(names = "--history", description = "How the table's schema came to be, instead of rows.")
  private boolean history;

  @Mixin private RowLimit limit = new RowLimit();

  ShowCommand(Console console) {
    super(console);
  }

  @Override
  Answer answer(Pipeline pipeline) {
    if (table.isEmpty()) {
      List<String> names = pipeline.tables().stream().map(TableName::value).toList();
      return Answer.of(
          PlainValues.map("tables", names),
          names.isEmpty() ? "There are no tables" : Plain.printableLines(String.join("\n", names)));
    }
    if (history) {
      return HistoryAnswer.of(pipeline.history(new TableName(table)));
    }
    Rows rows = pipeline.show(new TableName(table), limit.rows());
    return Answer.of(PlainValues.rows(rows), TextTable.of(rows));
  }
}
