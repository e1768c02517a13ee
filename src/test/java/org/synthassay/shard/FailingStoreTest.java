package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.image.Rejected;

/** A store that fails says nothing of the data: no row is rejected for it. */
class FailingStoreTest {

  static Stream<MemoryFile> shards() {
    byte[] one = noise(1, 9_000);
    byte[] two = noise(2, 9_000);
    Map<String, byte[]> files =
        Packed.files("1.png", one, "1.cls", "7", "2.png", two, "dataset.json", "{\"labels\": []}");
    return Stream.of(
        new MemoryFile("x.png", one),
        new MemoryFile("x.tar", Packed.tar(files)),
        new MemoryFile("x.tar.gz", Packed.gzip(Packed.tar(files))),
        new MemoryFile("x.zip", Packed.zip(files)),
        new MemoryFile(
            "x.npz",
            Packed.zip(
                Packed.files(
                    "images.npy", Packed.npy("'|u1'", "(3, 60, 50)", noise(3, 9_000)),
                    "labels.npy", Packed.npy("'|u1'", "(3,)", noise(4, 3))))));
  }

  private static byte[] noise(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("shards")
  void noFailureAnywhereInAFileBecomesARejection(MemoryFile whole) {
    byte[] bytes = whole.content();
    int failed = 0;
    for (int at = 0; at < bytes.length; at += 97) {
      MemoryFile file = new MemoryFile(whole.name(), bytes).failingAt(at);
      try {
        assertThat(Seen.of(file).rejected()).as("failing at byte " + at).isEmpty();
      } catch (StoreException e) {
        failed++;
        assertThat(e)
            .hasMessage(whole.name() + ": cannot be read from its store: connection reset");
      }
      assertThat(file.closed).as("failing at byte " + at).isEqualTo(file.opened);
    }
    assertThat(failed).isPositive();
  }

  @Test
  void aFileThatIsGoneIsARejectionAsItsStoreAnswers() {
    Seen seen = Seen.of(absent("File x.png does not exist"));
    assertThat(seen.rejected())
        .extracting(Rejected::sentence)
        .containsExactly("x.png: at byte 0 is no longer in its store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x.png (Too many open files)", "/x.png (Permission denied)"})
  void whatJavaCallsNotFoundMayBeAFailureAllTheSame(String message) {
    assertThatThrownBy(() -> Seen.of(absent(message)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(message);
  }

  private static ShardFile absent(String message) {
    return new ShardFile() {
      @Override
      public String name() {
        return "x.png";
      }

      @Override
      public long length() {
        return 9;
      }

      @Override
      public InputStream open(long offset) throws IOException {
        throw new FileNotFoundException(message);
      }
    };
  }
}
