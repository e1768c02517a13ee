package org.synthassay.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYCOLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.extract.ReadingPath;
import org.synthassay.spark.listing.ListingRow;

/**
 * Images a second of one core's time out of each container, listed and decoded by the product on
 * one thread, beside the bare decode of the same bytes in memory. Arguments: a work folder, and how
 * many images.
 */
public final class ReadingBench {
  private static final int ROUNDS = 3;
  private static final int TURN = 250;
  private static final int QUALITY = 85;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReadingBench() {}

  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
    opencv_core.setNumThreads(1);
    List<byte[]> images = images(folder, count);
    Map<String, Path> containers = packed(folder, images);
    long bytes = images.stream().mapToLong(image -> image.length).sum();
    System.out.printf("%,d JPEGs, %,d bytes each%n", count, bytes / count);
    ReadingPath path = new ReadingPath();
    Map<String, List<ListingRow>> listed = new LinkedHashMap<>();
    for (Map.Entry<String, Path> container : containers.entrySet()) {
      String name = container.getKey();
      double seconds = time(() -> listed.put(name, path.list(container.getValue().toString())));
      System.out.printf("%-18s listed in %.2f s%n", name, seconds);
    }
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      round(path, images, listed)
          .forEach(
              (name, seconds) ->
                  rates.computeIfAbsent(name, any -> new ArrayList<>()).add(count / seconds));
    }
    double bare = median(rates.get("bare"));
    rates.forEach(
        (name, values) ->
            System.out.printf(
                "%-18s %10.0f images/s, %.3f of bare%n",
                name, median(values), median(values) / bare));
  }

  /**
   * Seconds of CPU time for each container. They take turns, a few images each, so that a machine
   * that slows down slows all of them.
   */
  private static Map<String, Double> round(
      ReadingPath path, List<byte[]> images, Map<String, List<ListingRow>> listed)
      throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, ReadingPath.Reading> open = new LinkedHashMap<>();
    listed.forEach((name, rows) -> open.put(name, path.open(rows)));
    for (int at = 0; at < images.size(); at += TURN) {
      List<byte[]> turn = images.subList(at, Math.min(images.size(), at + TURN));
      seconds.merge("bare", time(() -> bareDecode(turn)), Double::sum);
      seconds.merge("checked decode", time(() -> checkedDecode(turn)), Double::sum);
      for (Map.Entry<String, ReadingPath.Reading> container : open.entrySet()) {
        double taken =
            time(
                () -> {
                  if (container.getValue().decode(turn.size()) != turn.size()) {
                    throw new IllegalStateException(container.getKey() + " lost images");
                  }
                });
        seconds.merge(container.getKey(), taken, Double::sum);
      }
    }
    open.values().forEach(ReadingPath.Reading::close);
    return seconds;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static double time(Work work) throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    work.run();
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void bareDecode(List<byte[]> images) {
    for (byte[] image : images) {
      try (BytePointer bytes = new BytePointer(image);
          Mat buffer = new Mat(1, image.length, CV_8UC1, bytes);
          Mat decoded = imdecode(buffer, IMREAD_ANYCOLOR | IMREAD_ANYDEPTH)) {
        if (decoded.empty()) {
          throw new IllegalStateException("not decoded");
        }
      }
    }
  }

  /** The product's decoder, which judges a file before and after. */
  private static void checkedDecode(List<byte[]> images) {
    Limits limits = new Limits(100_000_000, 1 << 28);
    for (byte[] image : images) {
      ((Pixels) ImageDecoder.decode(image, limits)).close();
    }
  }

  /** Phantoms, each in several exposures. */
  private static List<byte[]> images(Path folder, int count) throws IOException {
    Path drawn = folder.resolve("drawn");
    new Phantoms(PhantomKind.RADIOGRAPH, 40, 3, 7).draw(drawn);
    List<Path> files;
    try (Stream<Path> found = Files.walk(drawn)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    List<byte[]> images = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try (Mat picture = imread(files.get(i % files.size()).toString(), IMREAD_GRAYSCALE);
          Mat exposed = new Mat();
          BytePointer out = new BytePointer();
          IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY)) {
        picture.convertTo(exposed, CV_8UC1, 1, i / files.size() - 10.0);
        imencode(".jpg", exposed, out, options);
        byte[] image = new byte[(int) out.limit()];
        out.get(image);
        images.add(image);
      }
    }
    return images;
  }

  private static Map<String, Path> packed(Path folder, List<byte[]> images) throws IOException {
    Map<String, Path> containers = new LinkedHashMap<>();
    Path files = Files.createDirectories(folder.resolve("files"));
    for (int i = 0; i < images.size(); i++) {
      Files.write(files.resolve(name(i)), images.get(i));
    }
    containers.put("folder", files);
    containers.put("tar", tar(folder.resolve("images.tar"), images));
    containers.put("zip", zip(folder.resolve("images.zip"), images));
    for (var codec : List.of(CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY)) {
      String name = codec == CompressionCodecName.SNAPPY ? "parquet snappy" : "parquet";
      containers.put(name, parquet(folder.resolve(codec + ".parquet"), images, codec));
    }
    return containers;
  }

  private static String name(int index) {
    return "%06d.jpg".formatted(index);
  }

  private static Path tar(Path file, List<byte[]> images) throws IOException {
    try (var out =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int i = 0; i < images.size(); i++) {
        TarArchiveEntry entry = new TarArchiveEntry(name(i));
        entry.setSize(images.get(i).length);
        out.putArchiveEntry(entry);
        out.write(images.get(i));
        out.closeArchiveEntry();
      }
    }
    return file;
  }

  /** Stored, as StyleGAN's dataset tool packs. */
  private static Path zip(Path file, List<byte[]> images) throws IOException {
    try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < images.size(); i++) {
        CRC32 crc = new CRC32();
        crc.update(images.get(i));
        ZipEntry entry = new ZipEntry(name(i));
        entry.setSize(images.get(i).length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(images.get(i));
      }
    }
    return file;
  }

  private static Path parquet(Path file, List<byte[]> images, CompressionCodecName codec)
      throws IOException {
    Files.deleteIfExists(file);
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message images { required binary image; required binary path (UTF8); }");
    var output =
        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(output)
            .withType(type)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(false)
            .withRowGroupSize(16L << 20)
            .build()) {
      SimpleGroupFactory rows = new SimpleGroupFactory(type);
      for (int i = 0; i < images.size(); i++) {
        Binary content = Binary.fromConstantByteArray(images.get(i));
        writer.write(rows.newGroup().append("image", content).append("path", name(i)));
      }
    }
    return file;
  }
}
