package org.synthassay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.config.AuditConfig;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetSource;
import org.synthassay.spark.doctor.Place;
import org.synthassay.spark.doctor.Place.Access;
import org.synthassay.spark.listing.FolderEntry;

/** The paths that an audit reads and writes, and who does. */
record AuditPlaces(AuditConfig config, Configuration hadoop) {

  List<Place> all() {
    List<Place> places = new ArrayList<>();
    places.addAll(inputs("real", config.sets().real()));
    places.addAll(inputs("synthetic", config.sets().synthetic()));
    places.addAll(networks());
    places.add(place("output", config.output(), Access.WRITE));
    return places;
  }

  private List<Place> inputs(String set, SetOptions options) {
    if (options.source() instanceof SetSource.Images images) {
      return images.roots().stream()
          .map(root -> place(set + ".images", withoutWildcards(root), Access.READ))
          .distinct()
          .toList();
    }
    if (options.source() instanceof SetSource.Manifest manifest) {
      List<Place> both = new ArrayList<>();
      both.add(place(set + ".manifest.file", manifest.file(), Access.READ));
      if (manifest.root() != null) {
        both.add(place(set + ".manifest.root", manifest.root(), Access.READ));
      }
      return both;
    }
    String file = ((SetSource.Embeddings) options.source()).file();
    return List.of(place(set + ".embeddings", file, Access.READ));
  }

  private String withoutWildcards(String root) {
    try {
      return FolderEntry.withoutWildcards(root, hadoop);
    } catch (IOException | IllegalArgumentException e) {
      return root; // a fault that its check tells
    }
  }

  private List<Place> networks() {
    List<Place> networks = new ArrayList<>();
    if (!config.sets().real().isEmbedded()) {
      network(networks, "embedding.model", config.embedding());
      config.encoders().forEach((name, o) -> network(networks, "encoders." + name + ".model", o));
    }
    return networks;
  }

  private void network(List<Place> networks, String key, EmbeddingOptions options) {
    if (!options.model().equals(EmbeddingOptions.GIST)) {
      networks.add(place(key, options.model(), Access.READ_BY_DRIVER));
    }
  }

  /** Executors have another working folder than the driver. */
  private Place place(String key, String uri, Access access) {
    try {
      Path path = new Path(uri);
      FileSystem store = path.getFileSystem(hadoop);
      return new Place(key, store.makeQualified(path).toString(), access);
    } catch (IOException | IllegalArgumentException e) {
      return new Place(key, uri, access); // a fault that its check tells
    }
  }
}
