package org.synthassay.embedding;

import java.io.Serializable;

/**
 * What made an embedding: everything that a score has to name to be compared.
 *
 * @param uri as configured, or {@code builtin:gist}
 * @param sha256 of the model file and of the files with its weights behind it (of the generated
 *     bytes for a built-in one), lower-case hex
 * @param engine name and version, such as {@code OnnxRuntime 1.29.0}
 * @param dimension values in one embedding
 * @param side height and width of the network's input in pixels, 0 where the network takes any
 * @param resize {@code tf1}, {@code clean}, {@code none} or {@code area-bicubic} (GIST's own)
 * @param normalise {@code fid}, {@code imagenet}, {@code unit} or {@code raw}
 * @param output that is the embedding, by name; by place or empty where the file tells no names
 * @param device where it ran, after any fallback: {@code cpu} or {@code gpu:<index>}
 */
public record ModelFacts(
    String uri,
    String sha256,
    String engine,
    int dimension,
    int side,
    String resize,
    String normalise,
    String output,
    String device)
    implements Serializable {

  /** The same wherever the file lies and the network runs. */
  public ModelFacts forFingerprint() {
    return new ModelFacts("", sha256, engine, dimension, side, resize, normalise, output, "");
  }
}
