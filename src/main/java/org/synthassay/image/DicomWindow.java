package org.synthassay.image;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/**
 * What a stored grey value is shown as: rescale, then the audit's own window, else the file's
 * first, else the stored bits' whole range, then inverted for MONOCHROME1 (DICOM PS3.3 C.11.2). 0
 * to 255, rounded.
 */
final class DicomWindow {
  private static final int CENTRE = 0x00281050;
  private static final int WIDTH = 0x00281051;
  private static final int INTERCEPT = 0x00281052;
  private static final int SLOPE = 0x00281053;
  private static final int FUNCTION = 0x00281056;
  private static final int VOI_LUT = 0x00283010;

  private DicomWindow() {}

  /** Shown value of each of the 2^stored bit patterns. */
  static byte[] table(DicomFile file, DicomImage image, @Nullable DepthWindow given) {
    DepthWindow asked = image.stored() > 8 ? given : null;
    Optional<Double> centre = file.decimal(CENTRE);
    Optional<Double> width = file.decimal(WIDTH);
    String named = file.text(FUNCTION).orElse("LINEAR");
    // PS3.3 C.11.2.1.2: of the others, a width above 0 is one; narrower is no window.
    boolean wide =
        width.isPresent() && (named.equals("LINEAR") ? width.get() >= 1 : width.get() > 0);
    boolean windowed = centre.isPresent() && wide;
    if (asked == null && !windowed && file.has(VOI_LUT)) {
      throw DicomFile.unsupported("is shown through a look-up table, without a window");
    }
    int count = 1 << image.stored();
    double lowest = image.signed() ? -count / 2.0 : 0;
    double slope = file.decimal(SLOPE).orElse(1.0);
    if (slope == 0) {
      throw new RejectedException(Reason.UNDECODABLE, "has a rescale slope of 0: one grey for all");
    }
    double intercept = file.decimal(INTERCEPT).orElse(0.0);
    String function = windowed ? named : "RANGE";
    boolean inverted = image.photometric().equals("MONOCHROME1");
    byte[] table = new byte[count];
    for (int pattern = 0; pattern < count; pattern++) {
      int value = image.signed() && pattern >= count / 2 ? pattern - count : pattern;
      double shown =
          asked != null
              ? (value * slope + intercept - asked.low()) / (asked.high() - asked.low())
              : windowed
                  ? windowed(function, value * slope + intercept, centre.get(), width.get())
                  : (value - lowest) / Math.max(1, count - 1);
      double clipped = Math.min(1, Math.max(0, shown));
      table[pattern] = (byte) Math.round(255 * (inverted ? 1 - clipped : clipped));
    }
    return table;
  }

  private static double windowed(String function, double x, double centre, double width) {
    return switch (function) {
      case "LINEAR" ->
          width <= 1 ? (x > centre - 0.5 ? 1 : 0) : (x - (centre - 0.5)) / (width - 1) + 0.5;
      case "LINEAR_EXACT" -> (x - centre) / width + 0.5;
      case "SIGMOID" -> 1 / (1 + Math.exp(-4 * (x - centre) / width));
      default -> throw DicomFile.unsupported("has the window function " + function);
    };
  }
}
