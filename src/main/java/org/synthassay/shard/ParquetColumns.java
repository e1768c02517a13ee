package org.synthassay.shard;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/**
 * Which columns of a table hold the image, its name, its label and its group.
 *
 * @param name the image's path, for its id
 */
record ParquetColumns(
    ColumnDescriptor image,
    Optional<ColumnDescriptor> name,
    Optional<ColumnDescriptor> label,
    Optional<ColumnDescriptor> group) {
  private static final List<String> USUAL_IMAGES = List.of("image", "img", "bytes", "content");
  private static final String BYTES = "bytes";
  private static final String PATH = "path";

  static ParquetColumns of(MessageType schema, ShardOptions.Columns named) throws IOException {
    Type image = image(schema, named.image());
    ColumnDescriptor bytes =
        image.isPrimitive()
            ? schema.getColumnDescription(new String[] {image.getName()})
            : schema.getColumnDescription(new String[] {image.getName(), BYTES});
    Optional<ColumnDescriptor> name =
        !image.isPrimitive() && image.asGroupType().containsField(PATH)
            ? Optional.of(schema.getColumnDescription(new String[] {image.getName(), PATH}))
            : text(schema, PATH);
    return new ParquetColumns(
        bytes,
        name,
        column(schema, named.label(), Sidecar.LABELS),
        column(schema, named.group(), Sidecar.GROUPS));
  }

  private static Type image(MessageType schema, @Nullable String named) throws IOException {
    List<Type> holders =
        schema.getFields().stream()
            .filter(type -> named == null ? holdsBytes(type) : type.getName().equals(named))
            .filter(type -> named == null || isBinary(type) || hasBytes(type))
            .toList();
    if (holders.size() > 1) {
      List<Type> usual =
          holders.stream().filter(type -> USUAL_IMAGES.contains(type.getName())).toList();
      holders = usual.size() == 1 ? usual : holders;
    }
    if (holders.size() == 1) {
      return holders.get(0);
    }
    String wanted = named == null ? "one column of bytes" : "a column '" + named + "' of bytes";
    throw unfit(schema, "does not have " + wanted);
  }

  private static boolean holdsBytes(Type type) {
    return hasBytes(type)
        || (isBinary(type) && type.asPrimitiveType().getLogicalTypeAnnotation() == null);
  }

  private static boolean isBinary(Type type) {
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  private static boolean hasBytes(Type type) {
    if (type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    GroupType struct = type.asGroupType();
    return struct.containsField(BYTES) && isBinary(struct.getType(BYTES));
  }

  private static Optional<ColumnDescriptor> column(
      MessageType schema, @Nullable String named, List<String> usual) throws IOException {
    if (named == null) {
      return usual.stream().flatMap(name -> text(schema, name).stream()).findFirst();
    }
    Optional<ColumnDescriptor> column = text(schema, named);
    if (column.isEmpty()) {
      throw unfit(schema, "does not have a column '" + named + "' of plain values");
    }
    return column;
  }

  private static Optional<ColumnDescriptor> text(MessageType schema, String name) {
    return schema.getFields().stream()
        .filter(type -> type.getName().equals(name) && type.isPrimitive())
        .map(Type::asPrimitiveType)
        .filter(type -> !type.isRepetition(Type.Repetition.REPEATED))
        .filter(ParquetColumns::isText)
        .map(type -> schema.getColumnDescription(new String[] {name}))
        .findFirst();
  }

  private static boolean isText(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64, BINARY, BOOLEAN, FLOAT, DOUBLE -> true;
      case INT96, FIXED_LEN_BYTE_ARRAY -> false;
    };
  }

  private static ShardFault unfit(MessageType schema, String what) {
    String columns =
        schema.getFields().stream().map(Type::getName).collect(Collectors.joining(", "));
    return new ShardFault(Reason.UNSUPPORTED_FORMAT, what + "; it has " + columns);
  }
}
