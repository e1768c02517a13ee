package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tells two sets apart before a picture is looked at: how their files were made. */
record FormatFaults(JsonNode real, JsonNode synthetic) {
  private static final double SIZE_RATIO = 1.1;
  private static final double QUALITY_GAP = 5;

  /** With 15 of 16 bits in use, half of the range is. */
  private static final int FEW_BITS = 14;

  static List<Fault> in(Scores scores) {
    FormatFaults formats =
        new FormatFaults(scores.at("formats.real"), scores.at("formats.synthetic"));
    return Stream.of(
            formats.size(),
            formats.codec(),
            formats.depth(),
            formats.quality(),
            dark("real", formats.real()),
            dark("synthetic", formats.synthetic()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Fault> size() {
    String ours = mostly(real.path("size"));
    String theirs = mostly(synthetic.path("size"));
    if (ours.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    double ratio = Math.sqrt(area(ours) / area(theirs));
    String smaller = ratio > 1 ? theirs : ours;
    return Math.max(ratio, 1 / ratio) < SIZE_RATIO
        ? Optional.empty()
        : differ(
            "Native sizes differ",
            ours,
            theirs,
            "what enlarging leaves is taken for a difference; prepare.size = "
                + sides(smaller).min().orElseThrow()
                + " shrinks both to the smaller ones");
  }

  private Optional<Fault> codec() {
    return differ(
        "File formats differ",
        mostly(real.path("codec")),
        mostly(synthetic.path("codec")),
        "what compression leaves is taken for a difference; prepare does not undo it, save both"
            + " alike");
  }

  private Optional<Fault> depth() {
    return differ(
        "Bit depths differ",
        mostly(real.path("depth")),
        mostly(synthetic.path("depth")),
        "prepare.window of a set says what of the deeper range is shown");
  }

  private Optional<Fault> quality() {
    OptionalDouble ours = mean(real.path("quality"));
    OptionalDouble theirs = mean(synthetic.path("quality"));
    if (ours.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    return Math.abs(ours.getAsDouble() - theirs.getAsDouble()) < QUALITY_GAP
        ? Optional.empty()
        : differ(
            "JPEG quantisation differs",
            "of quality " + Math.round(ours.getAsDouble()),
            "of quality " + Math.round(theirs.getAsDouble()),
            "prepare does not undo it, save both alike");
  }

  /** Values of 12 bits in files of 16 are shown nearly black. */
  private static Optional<Fault> dark(String set, JsonNode formats) {
    int bits =
        names(formats.path("used_bits"))
            .mapToInt(name -> Integer.parseInt(name.getKey().split(" ")[0]))
            .max()
            .orElse(Integer.MAX_VALUE);
    int highest = (1 << Math.min(bits, FEW_BITS)) - 1;
    return bits > FEW_BITS
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "Values of the " + set + " set end at " + Numbers.count(highest),
                "its images have 16 bits and use "
                    + bits
                    + ", so that they are shown nearly black; "
                    + set
                    + ".prepare.window { low = 0, high = "
                    + highest
                    + " } shows what grey ones hold"));
  }

  private static Optional<Fault> differ(String name, String ours, String theirs, String remedy) {
    return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                name,
                "real images are mostly " + ours + ", synthetic ones " + theirs + ": " + remedy));
  }

  private static Stream<Map.Entry<String, JsonNode>> names(JsonNode counts) {
    return counts.properties().stream().filter(count -> !count.getKey().equals("other"));
  }

  private static String mostly(JsonNode counts) {
    return names(counts)
        .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.asDouble(), b.asDouble())))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static OptionalDouble mean(JsonNode counts) {
    double images = names(counts).mapToDouble(count -> count.getValue().asDouble()).sum();
    double sum =
        names(counts)
            .mapToDouble(count -> Integer.parseInt(count.getKey()) * count.getValue().asDouble())
            .sum();
    return images == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / images);
  }

  private static double area(String size) {
    return sides(size).asDoubleStream().reduce(1, (width, height) -> width * height);
  }

  private static IntStream sides(String size) {
    return Stream.of(size.split("×")).mapToInt(Integer::parseInt);
  }
}
