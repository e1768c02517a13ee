package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSplitTest {

  private final List<String> parts = new ArrayList<>();

  @Test
  void partsCoverTheBatchInOrder() {
    new BatchSplit(4).run(10, (from, to) -> parts.add(from + "-" + to));
    assertThat(parts).containsExactly("0-4", "4-8", "8-10");
  }

  @Test
  void outOfMemoryHalvesAndStaysHalved() {
    BatchSplit split = new BatchSplit(8);
    split.run(8, this::holdsTwo);
    assertThat(parts).containsExactly("0-2", "2-4", "4-6", "6-8");
    parts.clear();
    split.run(3, this::holdsTwo);
    assertThat(parts).containsExactly("0-2", "2-3");
  }

  @Test
  void oneImageThatDoesNotFitFails() {
    assertThatThrownBy(
            () ->
                new BatchSplit(4)
                    .run(
                        4,
                        (from, to) -> {
                          throw new IllegalStateException(
                              new EngineException("CUDA out of memory. Tried to allocate"));
                        }))
        .hasRootCauseMessage("CUDA out of memory. Tried to allocate");
  }

  @Test
  void otherFailuresAreNotTriedAgain() {
    assertThatThrownBy(
            () ->
                new BatchSplit(4)
                    .run(
                        4,
                        (from, to) -> {
                          parts.add("tried");
                          throw new IllegalStateException("bad shape");
                        }))
        .hasMessage("bad shape");
    assertThat(parts).hasSize(1);
  }

  private void holdsTwo(int from, int to) {
    if (to - from > 2) {
      throw new IllegalStateException(new EngineException("CUDA out of memory"));
    }
    parts.add(from + "-" + to);
  }

  @Test
  void growsWhileThereIsRoomAndNoFurtherThanAskedFor() {
    List<Integer> sizes = new ArrayList<>();
    BatchSplit split = new BatchSplit(4, 16, () -> true);

    split.run(60, (from, to) -> sizes.add(to - from));

    assertThat(sizes).containsExactly(4, 8, 16, 16, 16);
    assertThat(split.size()).isEqualTo(16);
  }

  @Test
  void staysWhereTheDeviceIsHalfFull() {
    BatchSplit split = new BatchSplit(4, 16, () -> false);

    split.run(8, (from, to) -> {});

    assertThat(split.size()).isEqualTo(4);
  }

  @Test
  void whatRanOutOfMemoryOnceDoesNotGrowAgain() {
    List<Integer> sizes = new ArrayList<>();
    BatchSplit split = new BatchSplit(2, 64, () -> true);

    split.run(
        20,
        (from, to) -> {
          if (to - from > 4) {
            throw new IllegalStateException("CUDA out of memory");
          }
          sizes.add(to - from);
        });

    assertThat(sizes).containsExactly(2, 4, 4, 4, 4, 2);
  }
}
