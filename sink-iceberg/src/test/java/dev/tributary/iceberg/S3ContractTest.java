// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.TableName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/**
 * Format 2, files in S3, the catalog behind a REST server; read back by Iceberg's own reader. Of
 * the rules, those of commits and of discarding, so that it is quick. The others hold, too, but for
 * K8.3: Iceberg's client of S3 looks whether a file is there and then writes it, so of two
 * manifests that are saved at the very same time the later one stays.
 */
@ExtendWith(S3ContractTest.Part.class)
class S3ContractTest extends IcebergContract {

  private static S3Server files;
  private static int buckets;

  private RestServer server;

  @BeforeAll
  static void startFiles(@TempDir Path folder) throws IOException {
    files = new S3Server(folder);
  }

  @AfterAll
  static void stopFiles() {
    files.close();
  }

  @Override
  Lake newLake() {
    String bucket = "lake" + ++buckets;
    try {
      files.createBucket(bucket);
      server = new RestServer(folder, "s3://" + bucket + "/warehouse", files.client());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    Lake lake = new Lake(folder).catalog("type", "rest").catalog("uri", server.uri());
    files.client().forEach(lake::catalog);
    return lake.set("warehouse", "s3://" + bucket + "/warehouse");
  }

  @Override
  protected List<Long> readBack(TableName table) {
    List<Long> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(lake().table(table)).build()) {
      rows.forEach(row -> ids.add((Long) row.getField("id")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ids;
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
  }

  /** Which of the contract's tests are run. */
  static final class Part implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String test = context.getTestMethod().map(Method::getName).orElse("k1_");
      return test.matches("k[15]_.*")
          ? ConditionEvaluationResult.enabled("it is about files")
          : ConditionEvaluationResult.disabled("other catalogs show it");
    }
  }
}
