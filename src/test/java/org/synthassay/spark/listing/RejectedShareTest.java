package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.run.LocalSpark;

class RejectedShareTest {
  private final SparkSession spark = LocalSpark.session();
  private final List<Row> rows = new ArrayList<>();

  private ListingRow row(String set, String file, String format, String member, Status status) {
    return ListingRow.found(set, file + member, file, format)
        .inPart(member, 0)
        .measured(1, 1)
        .became(status);
  }

  private void add(ListingRow row) {
    rows.add(row.toRow());
  }

  private Dataset<Row> listing() {
    return spark.createDataFrame(rows, ListingRow.SCHEMA);
  }

  @Test
  void aShardThatCannotBeListedCountsAsManyImagesAsItsNeighboursHold() {
    for (int shard = 0; shard < 3; shard++) {
      for (int i = 0; i < 50; i++) {
        add(row("real", shard + ".tar", "TAR", i + ".png", Status.FOUND));
      }
    }
    add(
        row("real", "3.tar", "TAR", "", Status.FOUND)
            .rejected(new Rejected(Reason.BAD_ARCHIVE, "3.tar: at byte 0 is damaged")));
    add(row("synthetic", "a.png", "IMAGE", "", Status.FOUND));
    RejectedShare real = RejectedShare.ofListing(listing()).real();
    assertThat(real.value()).isEqualTo(0.25);
    assertThat(real.text()).startsWith("bad-archive 1 (1 of them whole shards");
    assertThat(RejectedShare.ofListing(listing()).synthetic().value()).isZero();
  }

  @Test
  void shardsOfWhichNoneCanBeListedAreAllOfTheSet() {
    add(
        row("real", "3.tar", "TAR", "", Status.FOUND)
            .rejected(new Rejected(Reason.BAD_ARCHIVE, "damaged")));
    assertThat(RejectedShare.ofListing(listing()).real().isAll()).isTrue();
  }

  @Test
  void whatIsLeftOutOrIgnoredDilutesNothing() {
    for (int i = 0; i < 90; i++) {
      add(row("real", i + ".png", "IMAGE", "", i < 45 ? Status.LEFT_OUT : Status.IGNORED));
    }
    for (int i = 90; i < 100; i++) {
      ListingRow found = row("real", i + ".png", "IMAGE", "", Status.FOUND);
      add(i < 94 ? found.rejected(new Rejected(Reason.OUTSIDE_ROOT, "outside")) : found);
    }
    RejectedShare share = RejectedShare.ofListing(listing()).real();
    assertThat(share.images()).isEqualTo(10);
    assertThat(share.value()).isEqualTo(0.4);
    assertThat(share.text()).isEqualTo("outside-root 4");
  }
}
