package org.synthassay.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

/**
 * One wrong setting.
 *
 * @param line what makes a configuration wrong, and names the test
 */
record Wrong(String line, String message) {

  /** Puts the line into line 3 of a configuration that is right without it. */
  void check() {
    String text =
        """
        audit {
          real.images = a, synthetic.images = b
          %s
        }
        """
            .formatted(line);
    assertThatThrownBy(() -> ConfigReader.read(ConfigText.of("x.conf", text), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Override
  public String toString() {
    return line;
  }
}
