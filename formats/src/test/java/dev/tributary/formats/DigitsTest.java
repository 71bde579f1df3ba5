// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DigitsTest {

  @Property(tries = 500)
  void theFirstDigitsAreANumberWhateverFollows(
      @ForAll @IntRange(max = 8) int count,
      @ForAll @IntRange(max = 99_999_999) int any,
      @ForAll @Size(8) byte[] rest) {
    String digits = String.format("%08d", any).substring(8 - count);
    byte[] bytes = (digits + "x.......").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(rest, 0, bytes, count, rest.length);
    bytes[count] = rest[0] >= '0' && rest[0] <= '9' ? (byte) ':' : rest[0];

    long word = Digits.word(bytes, 0);

    assertThat(Digits.count(word)).isEqualTo(count);
    assertThat(Digits.number(word, count)).isEqualTo(count == 0 ? 0 : Long.parseLong(digits));
  }

  @Property(tries = 500)
  void everyByteThatIsNoDigitEndsANumber(@ForAll byte end) {
    byte[] bytes = {'1', '2', end, '3', '4', '5', '6', '7'};

    assertThat(Digits.count(Digits.word(bytes, 0))).isEqualTo(end >= '0' && end <= '9' ? 8 : 2);
  }
}
