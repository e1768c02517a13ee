package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;

class EncodersTest {

  private final Path folder;

  EncodersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aHundredTasksLoadOneModelOnce() throws Exception {
    Path model = NetworkFixture.convolution(folder);
    int before = Encoders.loads();
    Set<Encoder> encoders = Collections.newSetFromMap(new IdentityHashMap<>());
    ExecutorService tasks = Executors.newFixedThreadPool(16);
    try {
      encoders.addAll(acquired(model, tasks));
    } finally {
      tasks.shutdown();
    }
    assertThat(encoders).hasSize(1);
    assertThat(Encoders.loads() - before).isEqualTo(1);
  }

  @Test
  void aClosedEncoderIsLoadedAnew() throws IOException {
    Path model = NetworkFixture.convolution(folder);
    Encoder first = borrowed(model);
    Encoders.closeAll();
    Encoder second = borrowed(model);
    assertThat(second).isNotSameAs(first);
    assertThat(second.embed(List.of(ImageFixture.grey(8, 8, 1)))).hasNumberOfRows(1);
  }

  @Test
  void anIdleEncoderIsClosedAndABorrowedOneStays() throws IOException {
    Path model = NetworkFixture.convolution(folder);
    Encoders.closeAll();
    Encoders.Loan one = Encoders.borrow(options(model), model, Placement.cpu(1));
    Encoders.Loan two = Encoders.borrow(options(model), model, Placement.cpu(1));
    one.close();
    Encoders.closeIdle(Duration.ZERO);
    assertThat(Encoders.open()).isEqualTo(1);
    two.close();
    Encoders.closeIdle(Duration.ofHours(1));
    assertThat(Encoders.open()).isEqualTo(1);
    Encoders.closeIdle(Duration.ZERO);
    assertThat(Encoders.open()).isZero();
  }

  private static Encoder borrowed(Path model) {
    return Encoders.borrow(options(model), model, Placement.cpu(1)).encoder();
  }

  private static List<Encoder> acquired(Path model, ExecutorService tasks)
      throws InterruptedException, ExecutionException {
    List<Future<Encoder>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      futures.add(tasks.submit(() -> borrowed(model)));
    }
    List<Encoder> encoders = new ArrayList<>();
    for (Future<Encoder> future : futures) {
      encoders.add(future.get());
    }
    return encoders;
  }

  private static EmbeddingOptions options(Path model) {
    return new EmbeddingOptions(
        model.toString(),
        EngineChoice.AUTO,
        ResizeMode.AUTO,
        Normalisation.AUTO,
        4,
        DeviceChoice.AUTO,
        null,
        null);
  }
}
