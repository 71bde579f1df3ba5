// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.tributary.source.SourceProvider} and {@link
 * dev.tributary.sink.SinkProvider} must do. To check one, inherit and say which:
 *
 * <pre>{@code
 * class FilesProviderTest extends ProviderContract {
 *   @Override
 *   protected Object provider() {
 *     return new FilesSourceProvider();
 *   }
 *
 *   @Override
 *   protected Map<String, Object> settings() {
 *     return Map.of("directory", "/data");
 *   }
 * }
 * }</pre>
 *
 * <p>Rules have numbers, which stand in the names of the tests. Untested: that {@code create}
 * neither connects nor blocks, as far as the settings given here do not show it: settings that lead
 * nowhere, such as a host that does not exist, show it best.
 */
public abstract class ProviderContract {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern TELLING =
      Pattern.compile("(^|-)(password|secret|token|passphrase)$");
  private static final String MARK = "sEcReT-mark-";

  /** The {@code SourceProvider} or {@code SinkProvider}. */
  protected abstract Object provider();

  /** Settings as a user might write them, all required ones among them. */
  protected abstract Map<String, Object> settings();

  @Test
  @DisplayName("P1 the provider is found with ServiceLoader")
  void p1_theProviderIsFound() {
    assertThat(plugin().found())
        .as("what ServiceLoader finds; META-INF/services names the class")
        .extracting(found -> found.provider().getClass().getName())
        .contains(provider().getClass().getName());
  }

  @Test
  @DisplayName("P2 its name is lower-case and unique")
  void p2_itsNameIsLowerCaseAndUnique() {
    Plugin plugin = plugin();

    assertThat(plugin.name()).as("name").matches(NAME);
    assertThat(plugin.found())
        .filteredOn(found -> !found.provider().getClass().equals(plugin.provider().getClass()))
        .extracting(Plugin::name)
        .as("names of others")
        .doesNotContain(plugin.name());
  }

  @Test
  @DisplayName("P3 settings that are missing are refused together, each one named")
  void p3_missingSettingsAreAllNamed() {
    List<String> required =
        plugin().settings().all().stream()
            .filter(Setting::isRequired)
            .<String>map(Setting::name)
            .toList();
    if (required.isEmpty()) {
      assertMakesOrRefuses(Map.of());
      return;
    }

    TributaryException refusal = refusal(Map.of());

    assertThat(required).allSatisfy(name -> assertThat(refusal).hasMessageContaining(name));
  }

  @Test
  @DisplayName("P4 neither its settings nor what it makes print a secret")
  void p4_secretsDoNotPrint() throws Exception {
    Map<String, Object> settings = new LinkedHashMap<>(settings());
    plugin()
        .settings()
        .all()
        .forEach(
            setting -> {
              if (setting.kind() == Setting.Kind.SECRET) {
                settings.put(setting.name(), Secret.of(MARK + setting.name()));
              }
            });
    Config config = read(settings);

    try (AutoCloseable made = plugin().create().apply(config, Context.standard())) {
      assertThat(config + " " + made).doesNotContain(MARK);
    }
  }

  @Test
  @DisplayName("P4b settings that sound like secrets are secrets")
  void p4b_whatSoundsLikeASecretIsOne() {
    assertThat(plugin().allSettings())
        .filteredOn(setting -> TELLING.matcher(setting.name()).find())
        .allSatisfy(
            setting ->
                assertThat(setting.kind()).as(setting.name()).isEqualTo(Setting.Kind.SECRET));
  }

  @Test
  @DisplayName("P5 a setting it does not know is refused by name")
  void p5_unknownSettingsAreRefused() {
    Map<String, Object> settings = new LinkedHashMap<>(settings());
    settings.put("no-such-setting", "x");

    assertThat(refusal(settings)).hasMessageContaining("no-such-setting");
  }

  @Test
  @DisplayName("P6 settings have kebab-case names, each once, and words that explain them")
  void p6_settingsExplainThemselves() {
    assertThat(plugin().allSettings())
        .allSatisfy(
            setting -> {
              assertThat(setting.name()).matches(NAME);
              assertThat(setting.description()).as(setting.name()).isNotBlank();
            });
    assertThat(plugin().settings().all()).extracting(Setting::name).doesNotHaveDuplicates();
    assertThat(plugin().more().all()).extracting(Setting::name).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("P7 it makes a new one each time, and again from settings that travelled")
  void p7_itMakesANewOneEachTime() throws Exception {
    Plugin plugin = plugin();
    Config config = read(settings());
    Config travelled = read(config.reveal().asMap());
    assertThat(travelled).isEqualTo(config);

    try (AutoCloseable one = plugin.create().apply(config, Context.standard());
        AutoCloseable other = plugin.create().apply(travelled, Context.standard())) {
      assertThat(one).isNotNull().isNotSameAs(other);
    }
  }

  private Plugin plugin() {
    return Plugin.of(provider());
  }

  private Config read(Map<String, ?> values) {
    return plugin().settings().read("plugin", values);
  }

  /** The refusal of these settings, by reading them or else by making something from them. */
  private TributaryException refusal(Map<String, ?> values) {
    TributaryException refusal =
        catchThrowableOfType(TributaryException.class, () -> make(values).close());
    assertThat(refusal).as("refusal of " + values.keySet()).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    return refusal;
  }

  /** What no setting can show to be missing, what is made may still ask for: with a code. */
  private void assertMakesOrRefuses(Map<String, ?> values) {
    Throwable thrown = catchThrowable(() -> make(values).close());
    assertThat(thrown)
        .as("making it from settings " + values.keySet())
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            some ->
                assertThat(some)
                    .isInstanceOfSatisfying(
                        TributaryException.class,
                        refusal ->
                            assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID)));
  }

  private AutoCloseable make(Map<String, ?> values) {
    return plugin().create().apply(read(values), Context.standard());
  }
}
