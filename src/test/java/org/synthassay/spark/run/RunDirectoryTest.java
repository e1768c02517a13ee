package org.synthassay.spark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.spark.run.RunDirectory.NotARunException;

class RunDirectoryTest {
  private final Configuration hadoop = new Configuration(false);

  @TempDir Path folder;

  @Test
  void anEmptyFolderBecomesARunAndIsContinued() {
    RunDirectory.open(folder.toString(), hadoop).finish("list", "abc");
    RunDirectory again = RunDirectory.open(folder.toString(), hadoop);
    assertThat(again.isFinished("list", "abc")).isTrue();
    assertThat(again.isFinished("list", "changed")).isFalse();
  }

  @Test
  void aNewFolderIsItsOwnersAloneAndOneThatWasThereStaysAsItWas() throws Exception {
    Path made = folder.resolve("made");
    RunDirectory.open(made.toString(), hadoop);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
    RunDirectory.open(shared.toString(), hadoop);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aFolderOfOtherFilesIsRefusedUntouched() throws Exception {
    Files.writeString(folder.resolve("thesis.tex"), "precious");
    assertThatThrownBy(() -> RunDirectory.open(folder.toString(), hadoop))
        .isInstanceOf(NotARunException.class)
        .hasMessageContaining("thesis.tex");
    assertThat(folder).isDirectoryContaining("glob:**thesis.tex");
    assertThat(folder).isDirectoryNotContaining("glob:**_synthassay");
  }

  @Test
  void aStageThatBeganAgainIsNotFinished() {
    RunDirectory run = RunDirectory.open(folder.resolve("new").toString(), hadoop);
    run.finish("extract", "abc");
    run.begin("extract");
    assertThat(run.isFinished("extract", "abc")).isFalse();
  }

  @Test
  void onlyAnEarlierRunCanBeReportedAgain() {
    assertThatThrownBy(() -> RunDirectory.existing(folder.toString(), hadoop))
        .isInstanceOf(NotARunException.class)
        .hasMessageContaining("not the output of an audit");
  }
}
