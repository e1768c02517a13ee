package org.synthassay.spark.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class S3StoreTest extends StoreContract {

  S3StoreTest() throws IOException {
    super(StoreServer.s3());
  }

  @Test
  void aWrongSecretIsRefusedByTheServer() throws IOException {
    write("secret/a.txt", out -> out.write(1));
    try (FileSystem stranger = server().fileSystem(Map.of("fs.s3a.secret.key", "wrong"))) {
      Path path = new Path(server().uri("secret/a.txt"));

      assertThatThrownBy(() -> stranger.getFileStatus(path))
          .isInstanceOf(AccessDeniedException.class);
    }
  }
}
