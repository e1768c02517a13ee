package org.synthassay.generator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.synthassay.embedding.Placement;
import org.synthassay.embedding.TensorNetwork;

/** What an independent script sampled through tiny networks; tests skip without it. */
final class Sampled {

  private Sampled() {}

  static Path file(String path) {
    Path file = Path.of(System.getProperty("synthassay.reference", "../shared"), path);
    assumeTrue(
        Files.exists(file), "SKIPPED: no reference file " + file + " (-Dsynthassay.reference)");
    return file;
  }

  static JsonNode json() throws IOException {
    return new ObjectMapper().readTree(file("golden/sampler.json").toFile());
  }

  static int[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  static TensorNetwork network(String name) {
    return TensorNetwork.open(name, file("models/tiny/" + name), Placement.cpu(1));
  }

  static float[] latents(String name) throws IOException {
    ByteBuffer values = npy(name + "-latents", "<f4");
    float[] floats = new float[values.remaining() / 4];
    values.asFloatBuffer().get(floats);
    return floats;
  }

  static byte[] bytes(String name) throws IOException {
    ByteBuffer values = npy(name + "-bytes", "|u1");
    byte[] bytes = new byte[values.remaining()];
    values.get(bytes);
    return bytes;
  }

  private static ByteBuffer npy(String name, String type) throws IOException {
    byte[] file = Files.readAllBytes(file("golden/sampler/" + name + ".npy"));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    String text = new String(file, 10, header, StandardCharsets.US_ASCII);
    assumeTrue(text.contains(type), "an npy of " + type + ", got " + text);
    return bytes.position(10 + header);
  }
}
