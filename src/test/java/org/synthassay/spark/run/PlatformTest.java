package org.synthassay.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @Test
  void thisPlatformIsFine() {
    assertThat(Platform.here().refusal()).isEmpty();
    assertThat(Platform.here().cLibrary()).matches("2\\.\\d+");
  }

  @ParameterizedTest
  @CsvSource({
    "3.5.0, 2.12.15, 17, 2.34",
    "3.5.2, 2.13.8, 17, 2.29",
    "4.0.2, 2.13.16, 17, 2.34",
    "4.1.1, 2.13.17, 21, 2.41"
  })
  void whereUsersRunIsFine(String spark, String scala, int java, String cLibrary) {
    assertThat(new Platform(spark, scala, java, "linux-x86_64", cLibrary).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.4.1 | 2.12.17 | 17 | 2.34 | needs Spark 3.5 or 4 and runs on Spark 3.4.1: choose"
            + " another",
        "4.0.0 | 2.12.18 | 17 | 2.34 | needs Scala 2.12 (Spark 3.5) or 2.13 and runs on Scala"
            + " 2.12.18",
        "3.5.6 | 2.12.18 | 21 | 2.34 | needs Java 17 and runs on Java 21: Spark 3.5.6 fails on"
            + " others; point JAVA_HOME to a JDK 17",
        "4.1.0 | 2.13.17 | 25 | 2.34 | needs Java 17 or 21 and runs on Java 25: Spark 4.1.0 fails"
            + " on others; point JAVA_HOME to a JDK 21",
        "3.5.6 | 2.12.18 | 17 | 2.26 | needs glibc 2.29 or newer and runs on glibc 2.26: Amazon"
            + " Linux 2023, Debian 11 or Ubuntu 20.04 have it",
        "3.5.6 | 2.12.18 | 17 | | needs the C library glibc, 2.29 or newer, and found none"
            + " (Alpine's musl will not do): use an image of Debian, Ubuntu or Amazon Linux"
      })
  void anythingElseIsNamedWithItsRemedy(
      String spark, String scala, int java, String cLibrary, String sentence) {
    assertThat(new Platform(spark, scala, java, "linux-x86_64", cLibrary).refusal())
        .hasValue(sentence);
  }

  @Test
  void aJarOfAnotherMachineSaysWhichToBuild() {
    assertThat(new Platform("3.5.6", "2.12.18", 17, "linux-arm64", "2.34").refusal())
        .hasValue(
            "this jar's native libraries are not for linux-arm64: build one with mvn -Plinux-arm64"
                + " package");
  }
}
