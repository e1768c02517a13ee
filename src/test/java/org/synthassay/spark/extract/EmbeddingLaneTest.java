package org.synthassay.spark.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.Encoder;
import org.synthassay.embedding.NetworkFixture;
import org.synthassay.embedding.Placement;
import org.synthassay.image.Decoded;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.extract.EmbeddedRows.Waiting;

/** Batches beside the task's thread come back whole, in order, and with their own faults. */
class EmbeddingLaneTest {
  private final Encoder encoder =
      Encoder.open(NetworkFixture.options(EmbeddingOptions.GIST, 2), null, Placement.cpu(1));

  @AfterEach
  void close() {
    encoder.close();
  }

  private static Pixels picture(int patient) {
    byte[] png = Phantoms.png(PhantomKind.TISSUE, "gland", patient, 1);
    Decoded decoded = ImageDecoder.decode(png, new Limits(1 << 20, 1 << 24));
    return (Pixels) decoded;
  }

  private static Waiting waiting(int patient, @Nullable Pixels pixels) {
    return new Waiting(pixels, embedding -> RowFactory.create(patient, embedding));
  }

  @Test
  void rowsComeInTheOrderOfTheirImages() {
    List<float[]> alone = new ArrayList<>();
    for (int patient = 0; patient < 6; patient++) {
      try (Pixels pixels = picture(patient)) {
        alone.add(encoder.embed(List.of(pixels))[0]);
      }
    }
    List<Row> rows = new ArrayList<>();
    try (EmbeddingLane lane = new EmbeddingLane(encoder)) {
      for (int patient = 0; patient < 6; patient += 2) {
        if (lane.isFull()) {
          rows.addAll(lane.next());
        }
        lane.add(
            List.of(
                waiting(patient, picture(patient)),
                waiting(-1, null),
                waiting(patient + 1, picture(patient + 1))));
      }
      while (!lane.isEmpty()) {
        rows.addAll(lane.next());
      }
    }
    assertThat(rows).hasSize(9);
    assertThat(rows.get(1)).isEqualTo(RowFactory.create(-1, null));
    rows.removeIf(row -> row.getInt(0) < 0);
    assertThat(rows).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(rows.get(i).getInt(0)).isEqualTo(i);
      assertThat((float[]) rows.get(i).get(1)).isEqualTo(alone.get(i));
    }
  }

  @Test
  void pixelsAreClosedAndWhatRunsIsWaitedFor() {
    Pixels pixels = picture(1);
    EmbeddingLane lane = new EmbeddingLane(encoder);
    lane.add(List.of(waiting(1, pixels)));
    lane.close();
    assertThat(pixels.mat().isNull()).isTrue();
    assertThat(lane.isEmpty()).isTrue();
  }

  @Test
  void aNetworksFailureIsTheTasks() {
    encoder.close();
    Pixels pixels = picture(1);
    try (EmbeddingLane lane = new EmbeddingLane(encoder)) {
      lane.add(List.of(waiting(1, pixels)));
      assertThatThrownBy(lane::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    }
    assertThat(pixels.mat().isNull()).isTrue();
  }
}
