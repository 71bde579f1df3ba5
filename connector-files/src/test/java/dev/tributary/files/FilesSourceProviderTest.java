// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.tck.ProviderContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilesSourceProviderTest extends ProviderContract {

  @Override
  protected Object provider() {
    return new FilesSourceProvider();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("path", "/no/such/folder", "split-bytes", "1MB");
  }

  @Test
  void aDetectorThatDoesNotExistIsNamed() {
    Config config =
        new FilesSourceProvider()
            .streamSettings()
            .read("stream", Map.of("detect", List.of("data")));

    TributaryException error =
        catchThrowableOfType(TributaryException.class, () -> StreamSettings.from(config));

    assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(error).hasMessageContaining("'data'").hasMessageContaining("timestamp");
  }
}
