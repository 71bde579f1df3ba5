// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store in a database does besides. */
abstract class JdbcStateStoreRules extends StateStoreRules {

  private String url;

  /** The URL of an empty database that this test alone uses. */
  protected abstract String newUrl();

  protected abstract String user();

  @BeforeEach
  void newDatabase() {
    url = newUrl();
  }

  @Override
  protected StateStore open() {
    return new JdbcStateStore(this::connect);
  }

  @Test
  void theTableIsMadeOnceWhenManyNeedItAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String pipeline = "pipeline-" + i;
        writers.add(() -> open().replace(pipeline, full().next()));
      }
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        assertThat(each.get()).isTrue();
      }
      assertThat(open().pipelines()).hasSize(8);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aTableMayHaveAnyName() {
    String name = "My \"odd` 'table";
    StateStore store = new JdbcStateStore(this::connect, name);
    assertThat(store.replace("shop", full().next())).isTrue();
    assertThat(new JdbcStateStore(this::connect, name).read("shop")).isEqualTo(full().next());
    assertThat(open().pipelines()).as("the table of the usual name").isEmpty();
  }

  @Test
  void connectionsWithoutAutocommitAreCommitted() {
    StateStore store = new JdbcStateStore(this::connectForTransactions);
    assertThat(store.replace("shop", full().next())).isTrue();
    assertThat(store.replace("shop", full().next())).isFalse();
    assertThat(store.replace("shop", full().next().next())).isTrue();
    assertThat(open().read("shop").version()).isEqualTo(2);
  }

  @Test
  void aRowThatCannotBeUnderstoodIsNamedAndLeftAlone() throws SQLException {
    open().replace("shop", full().next());
    execute("UPDATE tributary_state SET state = '{\"half\":'");
    assertThatThrownBy(() -> open().read("shop"))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("tributary_state")
        .hasMessageContaining("shop")
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
    execute("UPDATE tributary_state SET state = state WHERE state = '{\"half\":'");
  }

  @Test
  void aRowWithTheVersionOfAnotherIsRefused() throws SQLException {
    open().replace("shop", full().next());
    execute("UPDATE tributary_state SET version = 7");
    assertThatThrownBy(() -> open().read("shop")).hasMessageContaining("revision 1 in version 7");
  }

  @Test
  void aBrokenConnectionIsWorthTryingAgain() {
    StateStore store = new JdbcStateStore(this::broken);
    assertThatThrownBy(() -> store.read("shop"))
        .isInstanceOf(TributaryException.class)
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNAVAILABLE);
  }

  private Connection broken() throws SQLException {
    Connection connection = connect();
    connection.close();
    return connection;
  }

  private Connection connectForTransactions() throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user(), "");
  }

  /** Runs SQL that writes the table's name as this database quotes it. */
  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String table = Dialect.of(connection).quoted("tributary_state");
      assertThat(statement.executeUpdate(sql.replace("tributary_state", table))).isEqualTo(1);
    }
  }
}
