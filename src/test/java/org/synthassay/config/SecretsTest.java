package org.synthassay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.secret.key",
        "PASSWORD",
        "Session-Token",
        "access-key",
        "AccessKey",
        "credentials"
      })
  void secretKeysAreKnown(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "path-column", "key", "images"})
  void otherKeysAreNot(String key) {
    assertThat(Secrets.isSecret(key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://AKIA:a/b+c@bucket/x, s3a://***:***@bucket/x",
    "s3a://AKIA:12/b+c@bucket/x, s3a://***:***@bucket/x",
    "https://a/b?sig=x%2By&se=1, https://a/b?sig=***&se=1",
    "https://a/b?X-Amz-Credential=k&X-Amz-Signature=s,"
        + " https://a/b?X-Amz-Credential=***&X-Amz-Signature=***",
    "hdfs://node:8020/a@b, hdfs://node:8020/a@b",
    "abfss://box@account.dfs.core.windows.net/a, abfss://box@account.dfs.core.windows.net/a",
    "plain/path:with@signs, plain/path:with@signs"
  })
  void secretsOfUrisAreMasked(String text, String masked) {
    assertThat(Secrets.masked(text)).isEqualTo(masked);
  }

  @Test
  void messagesHoldNoSecrets() {
    ConfigText file = ConfigText.of("x.conf", "audit { real.images = a, synthetic.images = b }");

    assertThatThrownBy(() -> ConfigReader.read(file, List.of("real.secret-key=hidden")))
        .hasMessageContaining("command line: real.secret-key=***: audit.real.secret-key = \"***\"")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> ConfigReader.read(file, List.of("seed=s3a://u:hidden@b")))
        .hasMessageContaining("audit.seed = \"s3a://***:***@b\"")
        .hasMessageNotContaining("hidden");
  }
}
