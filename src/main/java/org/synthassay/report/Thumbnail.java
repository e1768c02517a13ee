package org.synthassay.report;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One image as the report shows it.
 *
 * @param id full or hashed, as the configuration says
 * @param png a small PNG; null where the configuration leaves thumbnails out
 */
@SuppressWarnings("ArrayRecordComponent")
public record Thumbnail(String id, @Nullable String label, byte @Nullable [] png) {

  /** The image, described by {@code role}, its label and its id; nothing where it is left out. */
  Html image(String role) {
    if (png == null) {
      return Html.NONE;
    }
    String what = label == null ? role : role + ", " + label;
    return Html.of(
        "<img alt=\"{}: {}\" title=\"{}\" src=\"data:image/png;base64,{}\">",
        what,
        id,
        id,
        Base64.getEncoder().encodeToString(png));
  }
}
