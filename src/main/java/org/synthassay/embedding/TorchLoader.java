package org.synthassay.embedding;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.NetworkInput.Layout;

/** Loads TorchScript files, which do not tell what they take: it is found out by trying. */
final class TorchLoader {

  private TorchLoader() {}

  static LoadedModel load(
      ModelFile file, Placement placement, Normalisation normalisation, List<Integer> sides) {
    Model model = DjlEngine.PYTORCH.newModel(placement);
    try {
      model.load(file.path(), null, Map.of("mapLocation", "true"));
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new ModelException(
          file.uri(),
          "must be a TorchScript file that runs on " + placement.device() + ", got " + e,
          e);
    }
    String engine = "PyTorch " + Engine.getEngine(DjlEngine.PYTORCH.djlName()).getVersion();
    return new LoadedModel(
        model, engine, candidates(normalisation, sides), 0, Integer.MAX_VALUE, List.of());
  }

  /** Colour in planes for most; then grey, other types, and channels last. */
  private static List<NetworkInput> candidates(Normalisation normalisation, List<Integer> sides) {
    List<DataType> types = new ArrayList<>();
    if (normalisation == Normalisation.RAW) {
      types.add(DataType.UINT8);
    }
    types.addAll(List.of(DataType.FLOAT32, DataType.FLOAT16, DataType.FLOAT64));
    List<NetworkInput> candidates = new ArrayList<>();
    for (DataType type : types) {
      for (int side : sides) {
        candidates.add(new NetworkInput(side, 3, type, Layout.CHANNELS_LAST));
        candidates.add(new NetworkInput(side, 3, type, Layout.PLANES));
      }
    }
    for (DataType type : types) {
      for (int side : sides) {
        candidates.add(new NetworkInput(side, 1, type, Layout.PLANES));
        candidates.add(new NetworkInput(side, 3, type, Layout.ROWS));
        candidates.add(new NetworkInput(side, 1, type, Layout.ROWS));
      }
    }
    return candidates;
  }
}
