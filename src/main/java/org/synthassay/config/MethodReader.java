package org.synthassay.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.classifier.ClassifierOptions;
import org.synthassay.classifier.ClassifierOptions.Kernel;
import org.synthassay.image.Colour;
import org.synthassay.image.Crop;
import org.synthassay.image.DepthWindow;
import org.synthassay.image.PrepareOptions;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.spatial.FeatureGroup;
import org.synthassay.spatial.SpatialOptions;

/** Reads how images are prepared, embedded and compared. */
final class MethodReader {

  static final int MIN_SIDE = 3;
  static final int MAX_SIDE = 65_536;
  private static final int MAX_K = 1000;

  private MethodReader() {}

  static Section openPrepare(Setting prepare) {
    return Section.of(prepare, "crop", "size", "colour", "window");
  }

  /** The settings of one set: its own where given, else those of both. */
  static PrepareOptions prepare(Section common, Section set) {
    Section own = set.find("prepare").map(MethodReader::openPrepare).orElse(common);
    return new PrepareOptions(
        crop(own.find("crop").orElseGet(() -> common.get("crop"))),
        size(own.find("size").orElseGet(() -> common.get("size"))),
        own.find("colour").orElseGet(() -> common.get("colour")).choice(Colour.class),
        window(own.find("window").orElseGet(() -> common.get("window"))));
  }

  private static @Nullable DepthWindow window(Setting window) {
    if (window.scalar().equals("auto")) {
      return null;
    }
    if (!window.isObject()) {
      throw window.wrong("must be auto or { low = value, high = value }");
    }
    Section ends = Section.of(window, "low", "high");
    return ends.build(() -> new DepthWindow(ends.get("low").number(), ends.get("high").number()));
  }

  private static Crop crop(Setting crop) {
    if (crop.isObject()) {
      Section random = Section.of(crop, "random").open("random", "size", "per-image");
      return new Crop.Random(
          random.get("size").whole(MIN_SIDE, MAX_SIDE),
          random.find("per-image").map(n -> n.whole(1, Integer.MAX_VALUE)).orElse(1));
    }
    return switch (crop.scalar()) {
      case "none" -> new Crop.None();
      case "center" -> new Crop.Center();
      default ->
          throw crop.wrong(
              "must be none, center or { random { size = pixels, per-image = windows } }");
    };
  }

  private static @Nullable Integer size(Setting size) {
    return size.scalar().equals("none") ? null : size.whole(MIN_SIDE, MAX_SIDE, "none or ");
  }

  static SpatialOptions spatial(Section audit) {
    Setting features = audit.open("spatial", "features").get("features");
    return new SpatialOptions(
        some(features).stream().map(group -> group.choice(FeatureGroup.class)).toList());
  }

  static ManifoldOptions manifold(Section audit) {
    Section manifold = audit.open("manifold", "k", "sweep");
    return new ManifoldOptions(
        manifold.get("k").whole(1, MAX_K),
        manifold.get("sweep").elements().stream().map(k -> k.whole(1, MAX_K)).toList());
  }

  static ClassifierOptions classifier(Section audit) {
    Section classifier = audit.open("classifier", "train", "folds", "kernels", "c", "gamma");
    Setting train = classifier.get("train");
    if (!(train.number() > 0 && train.number() < 1)) {
      throw train.wrong("must be a number above 0 and below 1");
    }
    return new ClassifierOptions(
        train.number(),
        classifier.get("folds").whole(2, Integer.MAX_VALUE),
        some(classifier.get("kernels")).stream()
            .map(k -> k.choice(Kernel.class))
            .distinct()
            .toList(),
        some(classifier.get("c")).stream().map(MethodReader::positive).toList(),
        some(classifier.get("gamma")).stream().map(MethodReader::positive).toList());
  }

  private static List<Setting> some(Setting list) {
    if (list.elements().isEmpty()) {
      throw list.wrong("must hold at least one element");
    }
    return list.elements();
  }

  private static double positive(Setting setting) {
    double number = setting.number();
    if (!(number > 0)) {
      throw setting.wrong("must be a number > 0");
    }
    return number;
  }
}
