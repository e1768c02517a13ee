package org.synthassay.spark.extract;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Pixels.SourceFormat;
import org.synthassay.image.Rejected;
import org.synthassay.spark.listing.ListingRow;
import org.synthassay.spatial.Feature;
import org.synthassay.spatial.SpatialFeatures;

/** What the one expensive pass leaves of an image: its features and embedding, or its rejection. */
public final class ExtractedRow implements Serializable {
  private final StructType schema;

  /** The form of rows with these features. */
  public ExtractedRow(List<Feature> features) {
    this.schema = schema(features);
  }

  public StructType schema() {
    return schema;
  }

  private static StructType schema(List<Feature> features) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType, false)
            .add("set", DataTypes.StringType, false)
            .add("label", DataTypes.StringType, true)
            .add("group", DataTypes.StringType, true)
            .add("rank", DataTypes.IntegerType, false)
            .add("code", DataTypes.StringType, true)
            .add("reason", DataTypes.StringType, true)
            .add("codec", DataTypes.StringType, true)
            .add("depth", DataTypes.IntegerType, true)
            .add("channels", DataTypes.IntegerType, true)
            .add("alpha", DataTypes.BooleanType, true)
            .add("width", DataTypes.IntegerType, true)
            .add("height", DataTypes.IntegerType, true)
            .add("grey", DataTypes.BooleanType, true);
    for (Feature feature : features) {
      schema = schema.add(feature.key(), DataTypes.DoubleType, true);
    }
    return schema
        .add("thumbnail", DataTypes.BinaryType, true)
        .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false), true);
  }

  /**
   * What an image is.
   *
   * @param grey as it was measured
   */
  record Facts(SourceFormat format, boolean grey) {}

  /** An image that was used. */
  Row used(
      SampledImage sampled,
      Facts facts,
      SpatialFeatures features,
      byte @Nullable [] thumbnail,
      float[] embedding) {
    SourceFormat format = facts.format();
    List<@Nullable Object> values = start(sampled, null);
    values.addAll(
        Arrays.asList(
            format.codec(),
            format.depth(),
            format.channels(),
            format.alpha(),
            format.width(),
            format.height(),
            facts.grey()));
    values.addAll(features.values());
    values.add(thumbnail);
    values.add(embedding);
    return new GenericRowWithSchema(values.toArray(), schema);
  }

  /** An image that could not be used. */
  Row rejected(SampledImage sampled, Rejected why) {
    List<@Nullable Object> values = start(sampled, why);
    while (values.size() < schema.length()) {
      values.add(null);
    }
    return new GenericRowWithSchema(values.toArray(), schema);
  }

  private List<@Nullable Object> start(SampledImage sampled, @Nullable Rejected why) {
    List<@Nullable Object> values = new ArrayList<>(schema.length());
    ListingRow image = sampled.row();
    values.addAll(
        Arrays.asList(image.id(), image.set(), image.label(), image.group(), sampled.rank()));
    values.add(why == null ? null : why.code().code());
    values.add(why == null ? null : why.sentence());
    return values;
  }
}
