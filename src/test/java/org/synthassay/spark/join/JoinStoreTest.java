package org.synthassay.spark.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.spark.run.LocalSpark;

class JoinStoreTest {
  private static final int TIMES = 300;
  @TempDir Path folder;

  @Test
  void aFileThatIsWrittenAgainIsThereAtEveryMoment() {
    JoinStore store = new JoinStore(folder.toUri().toString(), LocalSpark.session());
    store.write("radii/real-0", out -> out.writeInt(0));
    var writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 1; i <= TIMES; i++) {
                int value = i;
                store.write("radii/real-0", out -> out.writeInt(value));
              }
            });
    int last = 0;
    while (!writer.isDone()) {
      int seen = store.read("radii/real-0", in -> in.readInt());
      assertThat(seen).isGreaterThanOrEqualTo(last);
      last = seen;
    }
    writer.join();
    assertThat(store.<Integer>read("radii/real-0", in -> in.readInt())).isEqualTo(TIMES);
  }
}
