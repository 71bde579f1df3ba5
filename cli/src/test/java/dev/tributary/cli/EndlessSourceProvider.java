// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Settings;
import dev.tributary.load.Fields;
import dev.tributary.source.RecordSource;
import dev.tributary.source.Source;
import dev.tributary.source.SourceProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A source that always has one more row. */
public final class EndlessSourceProvider implements SourceProvider {

  @Override
  public String name() {
    return "endless";
  }

  @Override
  public Settings settings() {
    return Settings.none();
  }

  @Override
  public Source create(Config config, Context context) {
    return new RecordSource<Long>() {
      @Override
      protected List<String> streams() {
        return List.of("numbers");
      }

      @Override
      protected Iterable<Long> read(String stream, Fields from) {
        return () -> LongStream.iterate(1, number -> number + 1).iterator();
      }

      @Override
      protected Map<String, ?> values(Long number) {
        return Map.of("number", number);
      }

      @Override
      protected Fields after(Long number, Fields before) {
        return Fields.of("number", number);
      }
    };
  }
}
