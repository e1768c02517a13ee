package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With its telemetry on, ONNX Runtime 1.29.0 kills a JVM that has a long command line. */
class OnnxTelemetryTest {

  @Test
  void aLongCommandLineDoesNotKillTheJvm() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder child =
        new ProcessBuilder(java, "-Xmx512m", OpenGist.class.getName(), "x".repeat(20_000));
    child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    child.environment().remove("ORT_DISABLE_TELEMETRY");
    Process process = child.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** What the child runs. */
  static final class OpenGist {
    private OpenGist() {}

    public static void main(String[] args) {
      EmbeddingOptions options = NetworkFixture.options(EmbeddingOptions.GIST, 1);
      Encoder.open(options, null, Placement.cpu(1)).close();
    }
  }
}
