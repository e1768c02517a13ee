package org.synthassay.spark.vectors;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Compared;
import org.synthassay.spark.listing.NoSuchInputException;

/**
 * How the rows of both sets become float32. Where that would take from what tells rows apart, both
 * sets are centred on the real mean in float64 first: distances, and so all scores but KID, do not
 * change by a shift.
 */
record Rounding(Compared<RoundingLoss> losses, double @Nullable [] centre, double before) {
  /** Rounding that moves rows by more than this share of their spread is worth a centring. */
  private static final double WORTH_CENTRING = 1e-5;

  /** More is refused. */
  private static final double TOO_MUCH = 1e-3;

  /**
   * Goes through both files once; again where they are centred, for the centre of a real file that
   * float32 holds as it is too.
   *
   * @throws NoSuchInputException where float32 cannot hold what tells a set's rows apart
   */
  static Rounding of(Compared<EmbeddingFile> files, Compared<String> paths) {
    Compared<RoundingLoss> plain = files.map(file -> loss(file, null));
    double share = share(plain);
    if (share <= WORTH_CENTRING) {
      return new Rounding(plain, null, share);
    }
    double[] centre =
        files.real().isExact()
            ? loss(files.real(), new double[files.real().dimension()]).mean()
            : plain.real().mean();
    Compared<RoundingLoss> centred = files.map(file -> loss(file, centre));
    refuse(paths.real(), plain.real(), centred.real().share(centred.synthetic()));
    refuse(paths.synthetic(), plain.synthetic(), centred.synthetic().share(centred.real()));
    return new Rounding(centred, centre, share);
  }

  private static RoundingLoss loss(EmbeddingFile file, double @Nullable [] centre) {
    int dimension = file.dimension();
    JavaRDD<EmbeddingRow> rows = file.rows();
    boolean exact = file.isExact() && centre == null;
    return rows.mapPartitions(
            part -> {
              RoundingLoss loss = new RoundingLoss(dimension, centre);
              part.forEachRemaining(exact ? row -> loss.count(row) : row -> loss.add(row));
              return List.of(loss).iterator();
            })
        .reduce(RoundingLoss::merge);
  }

  private static double share(Compared<RoundingLoss> losses) {
    return Math.max(
        losses.real().share(losses.synthetic()), losses.synthetic().share(losses.real()));
  }

  private static void refuse(String path, RoundingLoss plain, double share) {
    if (share > TOO_MUCH) {
      throw new NoSuchInputException(
          path,
          String.format(
              Locale.ROOT,
              "distances are taken between float32 values, and rounding moves its rows by %.2g of"
                  + " their spread (values around %.3g, spread %.2g), also when both sets are"
                  + " centred on the real mean: shift and scale the values of both sets alike"
                  + " before the audit",
              share,
              plain.largestMean(),
              plain.spread()));
    }
  }

  /** By set the largest relative change of a value, and how far rows moved beside their spread. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("centred", centre != null);
    facts.put("real", facts(losses.real(), losses.synthetic()));
    facts.put("synthetic", facts(losses.synthetic(), losses.real()));
    return facts;
  }

  private static Map<String, Object> facts(RoundingLoss loss, RoundingLoss other) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("largest_relative_change", loss.largestRelativeChange());
    facts.put("rounded_off", loss.share(other));
    return facts;
  }

  List<String> warnings() {
    double[] taken = centre;
    return taken == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "The embeddings' values (up to %.3g in the mean) are so far from their spread that"
                    + " rounding to float32 would have moved rows by %.2g of it: both sets were"
                    + " centred on the real mean in float64 first, which changes no distance.",
                Arrays.stream(taken).map(Math::abs).max().orElse(0),
                before));
  }
}
