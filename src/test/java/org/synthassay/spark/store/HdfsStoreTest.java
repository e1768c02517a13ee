package org.synthassay.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class HdfsStoreTest extends StoreContract {

  HdfsStoreTest() throws IOException {
    super(StoreServer.hdfs());
  }

  @Test
  void renameMovesAFolderAtOnce() throws IOException {
    write("from/part/a.txt", out -> out.write(1));

    assertThat(store().rename(new Path(server().uri("from")), new Path(server().uri("to"))))
        .isTrue();

    assertThat(store().exists(new Path(server().uri("to/part/a.txt")))).isTrue();
    assertThat(store().exists(new Path(server().uri("from")))).isFalse();
  }
}
