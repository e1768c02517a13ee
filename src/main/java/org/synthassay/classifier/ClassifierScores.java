package org.synthassay.classifier;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.classifier.ClassifierOptions.Kernel;

/**
 * How well a support vector machine tells real from synthetic: 0.5 of AUC is "not at all".
 *
 * @param features those used, in their given order
 * @param train rows in the training part
 * @param trainLimit the bound that kept the training part below its share, or null where it did not
 * @param validation rows in the validation part
 * @param linear null where not asked for
 * @param rbf null where not asked for
 * @param best the kernel with the higher cross-validation F1; linear when they tie
 * @param classic the same by the classic features alone; null where no others were asked for
 * @param floorF1 2q/(1+q), q the synthetic share of the validation part: F1 of a constant answer
 */
public record ClassifierScores(
    List<String> features,
    List<DroppedFeature> dropped,
    long train,
    @Nullable Integer trainLimit,
    long validation,
    @Nullable KernelScores linear,
    @Nullable KernelScores rbf,
    Kernel best,
    double floorF1,
    @Nullable ClassifierScores classic)
    implements Serializable {
  public ClassifierScores {
    features = List.copyOf(features);
    dropped = List.copyOf(dropped);
  }

  ClassifierScores beside(@Nullable ClassifierScores ofClassic) {
    return new ClassifierScores(
        features, dropped, train, trainLimit, validation, linear, rbf, best, floorF1, ofClassic);
  }
}
