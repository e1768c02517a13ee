package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

/** Credentials in every place where users put them: none comes out again. */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedCredentialsTest {
  private static final String KEY = "AKIAPLANTEDKEY";
  private static final String SECRET = "pl4nted-S3cret";

  private static final List<String> SET =
      List.of(
          "hadoop.security.credential.provider.path",
          "fs.s3a.endpoint",
          "fs.s3a.attempts.maximum",
          "fs.s3a.retry.limit");

  @TempDir static Path folder;

  @AfterAll
  void forget() {
    SET.forEach(LocalSpark.session().sparkContext().hadoopConfiguration()::unset);
  }

  @BeforeAll
  void draw() throws IOException {
    Path provider = folder.resolve("keys.jceks");
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.set("hadoop.security.credential.provider.path", "jceks://file" + provider);
    CredentialProvider keys = CredentialProviderFactory.getProviders(hadoop).get(0);
    keys.createCredentialEntry("fs.s3a.access.key", KEY.toCharArray());
    keys.createCredentialEntry("fs.s3a.secret.key", SECRET.toCharArray());
    keys.flush();
    hadoop.set("fs.s3a.endpoint", "http://127.0.0.1:1");
    hadoop.set("fs.s3a.attempts.maximum", "0");
    hadoop.set("fs.s3a.retry.limit", "0");
    new Phantoms(PhantomKind.RADIOGRAPH, 8, 2, 5).draw(folder.resolve("images"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "real.images=\"s3a://AKIAPLANTEDKEY:pl4nted-S3cret@bucket/real\"",
        "output=\"s3a://AKIAPLANTEDKEY:pl4nted-S3cret@bucket/run\"",
        "embedding.model=\"s3a://AKIAPLANTEDKEY:pl4nted-S3cret@bucket/net.onnx\"",
        "embedding.model=\"https://h/net.pt?X-Amz-Signature=pl4nted-S3cret\"",
        "manifold.token=pl4nted-S3cret",
        "real.images=\"s3a://bucket/real\"", // where a provider's file holds the keys
      })
  void aCommandThatFailsDoesNotSayThem(String setting) throws IOException {
    List<String> settings = Small.settings(folder.resolve("images"), folder.resolve("failing"));
    settings.add(setting);
    for (String command : List.of("audit", "doctor", "plan")) {
      Said said = said(List.of(command, "--stacktrace"), settings);
      if (!command.equals("plan") || !setting.startsWith("output")) { // which is not looked at
        assertThat(said.code()).as(said.text()).isIn(1, 2);
      }
      assertThat(said.text()).as(command).doesNotContain(SECRET).doesNotContain(KEY);
    }
  }

  @Test
  void whatARunLeavesDoesNotHoldThem() throws IOException {
    Path output = folder.resolve("run");
    List<String> settings = Small.settings(folder.resolve("images"), output);
    settings.add("let.storage-token=" + SECRET);
    Said said = said(List.of("audit"), settings);
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).as("%s", file).doesNotContain(SECRET).doesNotContain(KEY);
      }
    }
  }

  /** What a command said on both streams, and its exit code. */
  private record Said(String text, int code) {}

  private static Said said(List<String> command, List<String> settings) throws IOException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      List<String> arguments = new ArrayList<>(command);
      arguments.add(Files.writeString(folder.resolve("t.conf"), "audit {}").toString());
      arguments.addAll(settings);
      int code =
          new Main(Main.work(), Optional::empty)
              .run(
                  new PrintWriter(both, true, StandardCharsets.UTF_8),
                  new PrintWriter(both, true, StandardCharsets.UTF_8),
                  arguments.toArray(String[]::new));
      return new Said(said.toString(StandardCharsets.UTF_8), code);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
