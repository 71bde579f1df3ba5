// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Credentials;
import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncryptedCredentialsTest {

  private static final Secret TOKEN = Secret.of("t0ken-\u00e9-\ud83d\ude80");

  private final StateStore store = new MemoryStateStore();

  @Test
  void aSavedSecretIsFoundAgainWithTheSameKey() {
    new EncryptedCredentials(store, "shop", Secret.of("a long key")).save("token", TOKEN);
    Credentials again = new EncryptedCredentials(store, "shop", Secret.of("a long key"));
    assertThat(again.find("token")).contains(TOKEN);
    assertThat(again.find("other")).isEmpty();
  }

  @Test
  void aSecretIsReplacedByTheNextOfItsName() {
    Credentials credentials = credentials("shop", "key");
    credentials.save("token", Secret.of("old"));
    credentials.save("token", TOKEN);
    assertThat(credentials.find("token")).contains(TOKEN);
  }

  @Test
  void whatIsStoredSaysNothingAndIsNeverTwiceTheSame() {
    Credentials credentials = credentials("shop", "key");
    credentials.save("one", TOKEN);
    credentials.save("two", TOKEN);
    assertThat(store.read("shop").credentials().values())
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(text).startsWith("pbkdf2-aesgcm.10.").doesNotContain("t0k"));
    assertThat(credentials.toString()).doesNotContain("key");
  }

  @Test
  void anotherKeyIsAClearErrorOfTheUsers() {
    credentials("shop", "key").save("token", TOKEN);
    assertDoesNotOpen(credentials("shop", "other"), "token");
  }

  @Test
  void aSealedTextOpensOnlyUnderItsNameAndPipeline() {
    credentials("shop", "key").save("token", TOKEN);
    String text = store.read("shop").credentials().get("token");
    store.update("shop", state -> state.withCredential("admin", text));
    store.update("other", state -> state.withCredential("token", text));
    assertDoesNotOpen(credentials("shop", "key"), "admin");
    assertDoesNotOpen(credentials("other", "key"), "token");
  }

  @Test
  void anyChangeOfASealedTextIsNoticed() {
    credentials("shop", "key").save("token", TOKEN);
    String text = store.read("shop").credentials().get("token");
    for (String changed : IntStream.range(0, text.length()).mapToObj(i -> flip(text, i)).toList()) {
      store.update("shop", state -> state.withCredential("token", changed));
      assertDoesNotOpen(credentials("shop", "key"), "token");
    }
    for (String odd : new String[] {"", "..", "pbkdf2-aesgcm.10.", "pbkdf2-aesgcm.-1.AAAA"}) {
      store.update("shop", state -> state.withCredential("token", odd));
      assertDoesNotOpen(credentials("shop", "key"), "token");
    }
  }

  @Test
  void anEmptyKeyIsRefused() {
    assertThatThrownBy(() -> new EncryptedCredentials(store, "shop", Secret.of("")))
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.SETTING_INVALID);
  }

  @Test
  void savingLeavesTheRestOfTheStateAlone() {
    PipelineState before = StateStoreRules.full().next();
    store.replace("shop", before);
    credentials("shop", "key").save("mine", TOKEN);
    assertThat(store.read("shop").withoutCredential("mine")).isEqualTo(before.next());
  }

  private Credentials credentials(String pipeline, String key) {
    return new EncryptedCredentials(store, pipeline, new Sealing(Secret.of(key), 10));
  }

  private static void assertDoesNotOpen(Credentials credentials, String name) {
    assertThatThrownBy(() -> credentials.find(name))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageNotContainingAny("key'", "t0k")
        .hasNoCause()
        .extracting(e -> ((TributaryException) e).code().kind())
        .isEqualTo(ErrorCode.Kind.USER);
  }

  private static String flip(String text, int at) {
    char other = text.charAt(at) == '2' ? '3' : '2';
    return text.substring(0, at) + other + text.substring(at + 1);
  }
}
