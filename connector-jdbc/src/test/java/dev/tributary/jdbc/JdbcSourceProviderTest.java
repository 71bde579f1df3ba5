// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.source.Source;
import dev.tributary.tck.ProviderContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdbcSourceProviderTest extends ProviderContract {

  @Override
  protected Object provider() {
    return new JdbcSourceProvider();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of(
        "url", "jdbc:postgresql://no.such.host.invalid/shop",
        "user", "reader",
        "password", "s3cret",
        "properties", Map.of("ssl", true),
        "batch-bytes", "1MB");
  }

  @Test
  void aMissingDriverIsNamed() {
    try (Source source = TestDatabase.of(Map.of("url", "jdbc:acme://db/shop?password=hunter22"))) {
      TributaryException error = DatabaseContract.failure(source::discover);

      assertThat(error.code()).isEqualTo(ErrorCode.DRIVER_MISSING);
      assertThat(error).hasMessageContaining("jdbc:acme:").message().doesNotContain("hunter22");
      assertThat(error.nextStep()).contains("class path");
    }
  }

  @Test
  void whatIsNoUrlIsASettingToCorrect() {
    try (Source source = TestDatabase.of(Map.of("url", "postgresql://me:hunter22@db/shop"))) {
      TributaryException error = DatabaseContract.failure(source::discover);

      assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID);
      assertThat(error.toString()).doesNotContain("hunter22");
    }
  }

  @Test
  void aMissingUrlIsASettingToCorrect() {
    TributaryException error = DatabaseContract.failure(() -> TestDatabase.of(Map.of()));

    assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(error).hasMessageContaining("source.url is missing");
  }
}
