// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkProvider;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Providers that are broken fail exactly the rules that they break. */
public class ProviderMutantsTest {

  /** The contract, over the provider that a mutant names. */
  abstract static class Mutant extends ProviderContract {
    @Override
    protected Map<String, Object> settings() {
      return Map.of("place", "here", "key", "k");
    }
  }

  /** Nothing is wrong with it: the mutants below differ from it in one thing each. */
  public static class Sound implements SinkProvider {

    static final Setting<String> PLACE =
        Setting.text("place").required().describedAs("Where the tables are.");
    static final Setting<Secret> KEY =
        Setting.secret("key").required().describedAs("What opens the place.");

    @Override
    public String name() {
      return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Settings settings() {
      return Settings.of(PLACE, KEY);
    }

    @Override
    public Sink create(Config config, Context context) {
      return new MemoryWarehouse().sink();
    }
  }

  @Test
  void aSoundProviderFailsNothing() {
    assertFails(SoundChecked.class);
  }

  static class SoundChecked extends Mutant {
    @Override
    protected Object provider() {
      return new Sound();
    }
  }

  @Test
  void aProviderThatIsNotRegisteredFails() {
    assertFails(NotRegisteredChecked.class, "P1");
  }

  public static class NotRegistered extends Sound {}

  static class NotRegisteredChecked extends Mutant {
    @Override
    protected Object provider() {
      return new NotRegistered();
    }
  }

  @Test
  void aProviderWithAnUpperCaseNameFails() {
    assertFails(UpperCaseChecked.class, "P2");
  }

  public static class UpperCase extends Sound {
    @Override
    public String name() {
      return "UpperCase";
    }
  }

  static class UpperCaseChecked extends Mutant {
    @Override
    protected Object provider() {
      return new UpperCase();
    }
  }

  @Test
  void aProviderWithTheNameOfAnotherFails() {
    assertFails(NamesakeChecked.class, "P2");
  }

  public static class Namesake extends Sound {
    @Override
    public String name() {
      return "namesake";
    }
  }

  public static class Namesake2 extends Namesake {}

  static class NamesakeChecked extends Mutant {
    @Override
    protected Object provider() {
      return new Namesake();
    }
  }

  @Test
  void aProviderThatMissesASettingWithTheWrongCodeFails() {
    assertFails(MissesLateChecked.class, "P3");
  }

  /** Its key is not marked as required, and the sink breaks without it. */
  public static class MissesLate extends Sound {
    private static final Setting<Secret> KEY_NEEDED =
        Setting.secret("key").describedAs("What opens the place.");

    @Override
    public Settings settings() {
      return Settings.of(KEY_NEEDED);
    }

    @Override
    public Sink create(Config config, Context context) {
      config.get(KEY_NEEDED);
      return super.create(config, context);
    }
  }

  static class MissesLateChecked extends Mutant {
    @Override
    protected Object provider() {
      return new MissesLate();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("key", "k");
    }
  }

  @Test
  void aProviderWhoseSinkPrintsASecretFails() {
    assertFails(PrintsSecretChecked.class, "P4");
  }

  public static class PrintsSecret extends Sound {
    @Override
    public Sink create(Config config, Context context) {
      return new ForwardingSink(super.create(config, context)) {
        @Override
        public String toString() {
          return "Sink opened with " + config.get(KEY).reveal();
        }
      };
    }
  }

  static class PrintsSecretChecked extends Mutant {
    @Override
    protected Object provider() {
      return new PrintsSecret();
    }
  }

  @Test
  void aProviderThatTakesAPasswordForPlainTextFails() {
    assertFails(PlainPasswordChecked.class, "P4b");
  }

  public static class PlainPassword extends Sound {
    @Override
    public Settings settings() {
      return Settings.of(
          PLACE, KEY, Setting.text("proxy-password").describedAs("Opens the proxy."));
    }
  }

  static class PlainPasswordChecked extends Mutant {
    @Override
    protected Object provider() {
      return new PlainPassword();
    }
  }

  @Test
  void aProviderThatExplainsNothingFails() {
    assertFails(ExplainsNothingChecked.class, "P6");
  }

  public static class ExplainsNothing extends Sound {
    @Override
    public Settings settings() {
      return Settings.of(PLACE, KEY, Setting.flag("turbo"));
    }
  }

  static class ExplainsNothingChecked extends Mutant {
    @Override
    protected Object provider() {
      return new ExplainsNothing();
    }
  }

  @Test
  void aProviderThatMakesOneSinkOnlyFails() {
    assertFails(MakesOneChecked.class, "P7");
  }

  public static class MakesOne extends Sound {
    private static final Sink ONE = new MemoryWarehouse().sink();

    @Override
    public Sink create(Config config, Context context) {
      return ONE;
    }
  }

  static class MakesOneChecked extends Mutant {
    @Override
    protected Object provider() {
      return new MakesOne();
    }
  }
}
