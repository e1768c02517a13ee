package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.synthassay.calibration.HalfScore;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.manifold.Table.Halves;
import org.synthassay.math.Compared;

/** The scores of every half of every split equal those of the half taken as a set of its own. */
class HalvesTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("synthassay.reference", "../shared"), "golden");

  @ParameterizedTest
  @CsvSource({"small,3", "small,10", "patients,3", "patients,10"})
  void everyHalfEqualsTheReference(String name, int k) throws IOException {
    Assumptions.assumeTrue(Files.exists(GOLDEN.resolve("halves.json")), "no reference data");
    Compared<Table> tables = new Compared<>(golden(name, "real"), golden(name, "synthetic"));
    JsonNode said = new ObjectMapper().readTree(GOLDEN.resolve("halves.json").toFile()).get(name);
    for (int directions : new int[] {0, 4}) {
      LocalJoin join =
          new LocalJoin(
              tables, new ManifoldOptions(k, List.of(1)), new LocalJoin.Cut(2, 64, directions));
      equal(join.inHalves().get(0), said.at("/plain/" + k));
      if (said.has("group_aware") && said.get("group_aware").has("" + k)) {
        equal(join.inHalves().get(1), said.at("/group_aware/" + k));
      }
    }
  }

  private static void equal(LocalJoin.InHalves found, JsonNode splits) {
    for (int s = 0; s < 8; s++) {
      JsonNode split = splits.get(s);
      assertThat(found.across().real(0, s)).isEqualTo(split.get("sizes").get(0).asLong());
      assertThat(found.across().other(1, s)).isEqualTo(split.get("sizes").get(3).asLong());
      for (HalfScore score : HalfScore.values()) {
        String name = score.name().toLowerCase(java.util.Locale.ROOT);
        equal(score.of(found.across(), 0, s), split.at("/first/" + name));
        equal(score.of(found.across(), 1, s), split.at("/second/" + name));
        equal(score.of(found.real(), 0, s), split.at("/real_first/" + name));
        equal(score.of(found.real(), 1, s), split.at("/real_second/" + name));
      }
    }
  }

  private static void equal(double ours, JsonNode theirs) {
    assertThat(ours).isEqualTo(theirs.asDouble(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Adversary.class)
  void everyHalfIsASetOfItsOwn(Adversary adversary) {
    Random random = new Random(23);
    Compared<Table> tables =
        new Compared<>(
            halved(random, adversary.table(random, 120), 20),
            halved(random, adversary.table(random, 100), 20));
    check(tables, 3, new LocalJoin.Cut(2, 32));
    check(tables, 2, new LocalJoin.Cut(1, 50, 3));
  }

  @Property(tries = 60)
  void anySizeAndCutGivesBruteForce(@ForAll(supplier = AnyCase.Any.class) AnyCase any) {
    Random random = new Random(any.seed());
    int splits = random.nextBoolean() ? 64 : 2 + random.nextInt(20);
    check(any.tables().map(table -> halved(random, table, splits)), any.k(), any.cut());
  }

  /** Rows by the hundred that many members share, in as many halves. */
  @ParameterizedTest
  @EnumSource(Adversary.class)
  void rowsThatManyShareAreCountedWhole(Adversary adversary) {
    Random random = new Random(29);
    Table[] tables = new Table[2];
    for (int t = 0; t < 2; t++) {
      Table few = adversary.table(random, 12);
      float[][] rows = new float[150][];
      int[] groups = new int[150];
      for (int i = 0; i < rows.length; i++) {
        int from = i < 12 ? i : random.nextInt(t == 0 ? 12 : 2);
        rows[i] = few.rows()[from].clone();
        groups[i] = random.nextInt(70);
      }
      tables[t] = halved(random, new Table(rows, t == 0 ? groups : null), 20);
    }
    check(new Compared<>(tables[0], tables[1]), 3, new LocalJoin.Cut(2, 20));
  }

  /** Masks that put every group whole into halves. */
  private static Table halved(Random random, Table table, int splits) {
    long[] ofUnit = random.longs(table.rows().length + 1000).toArray();
    long all = -1L >>> (Long.SIZE - splits);
    long[] masks = new long[table.rows().length];
    for (int i = 0; i < masks.length; i++) {
      masks[i] =
          ofUnit[table.groups() == null ? i : Math.floorMod(table.group(i), ofUnit.length)] & all;
    }
    return new Table(table.rows(), table.groups(), new Halves(splits, masks));
  }

  private static void check(Compared<Table> tables, int k, LocalJoin.Cut cut) {
    LocalJoin join = new LocalJoin(tables, new ManifoldOptions(k, List.of(1)), cut);
    List<LocalJoin.InHalves> found = join.inHalves();
    assertThat(found).hasSize(tables.real().groups() == null ? 1 : 2);
    for (int r = 0; r < found.size(); r++) {
      Radius radius = Radius.values()[r];
      for (int s = 0; s < tables.real().halves().splits(); s++) {
        for (int half = 0; half < 2; half++) {
          Table x = half(tables.real(), s, half);
          equal(found.get(r).across(), x, half(tables.synthetic(), s, half), k, radius, half, s);
          equal(found.get(r).real(), x, half(tables.real(), s, 1 - half), k, radius, half, s);
        }
      }
    }
  }

  private static void equal(
      HalfTotals totals, Table x, Table y, int k, Radius radius, int half, int s) {
    assertThat(totals.real(half, s)).isEqualTo(x.rows().length);
    assertThat(totals.other(half, s)).isEqualTo(y.rows().length);
    if (x.rows().length == 0 || y.rows().length == 0) {
      return;
    }
    BruteForce brute = new BruteForce(new Compared<>(x, y), k, radius);
    String what = radius + ", half " + half + " of split " + s;
    assertThat(totals.precision(half, s)).as("precision " + what).isEqualTo(brute.precision());
    assertThat(totals.recall(half, s)).as("recall " + what).isEqualTo(brute.recall());
    assertThat(totals.density(half, s)).as("density " + what).isEqualTo(brute.density());
    assertThat(totals.coverage(half, s)).as("coverage " + what).isEqualTo(brute.coverage());
  }

  private static Table half(Table table, int split, int half) {
    int[] kept =
        IntStream.range(0, table.rows().length)
            .filter(i -> (table.halves().masks()[i] >>> split & 1) == 1 - half)
            .toArray();
    return new Table(
        Arrays.stream(kept).mapToObj(i -> table.rows()[i]).toArray(float[][]::new),
        table.groups() == null ? null : Arrays.stream(kept).map(table::group).toArray());
  }

  private static Table golden(String name, String set) throws IOException {
    ByteBuffer values = npy(GOLDEN.resolve(name + "-" + set + ".npy"));
    String text = header(GOLDEN.resolve(name + "-" + set + ".npy"));
    String[] shape = text.replaceAll(".*\\(([0-9, ]+)\\).*\\s*", "$1").split(", ");
    float[][] rows = new float[Integer.parseInt(shape[0])][Integer.parseInt(shape[1].trim())];
    boolean doubles = text.contains("f8");
    for (float[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = doubles ? (float) values.getDouble() : values.getFloat();
      }
    }
    long[] masks = new long[rows.length];
    npy(GOLDEN.resolve(name + "-" + set + ".halves.npy")).asLongBuffer().get(masks);
    Path groups = GOLDEN.resolve(name + "-" + set + ".groups.txt");
    int[] ofRow =
        Files.exists(groups)
            ? Arrays.stream(Files.readString(groups).split("\\s+"))
                .mapToInt(String::hashCode)
                .toArray()
            : null;
    return new Table(rows, ofRow, new Halves(8, masks));
  }

  private static String header(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    return new String(bytes, 10, length, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer npy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.position(10 + bytes.getShort(8)).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
