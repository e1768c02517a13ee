package org.synthassay.spark.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.calibration.HalfBalls;
import org.synthassay.calibration.HalfFindings;
import org.synthassay.calibration.HalfLists;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.calibration.HalfRadii;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.calibration.RealHalves;
import org.synthassay.calibration.RealHalves.Ball;
import scala.Tuple2;

/** Real halves against real halves, from the lists that the radii left; no pair is looked at. */
final class RealHalvesPass implements Serializable {
  private final JoinSet real;

  RealHalvesPass(JoinSet real) {
    this.real = real;
  }

  /** The totals by plain radii, then by group-aware ones. */
  List<HalfTotals> run(JavaSparkContext spark, JoinPlan plan) {
    List<Integer> cells = IntStream.range(0, real.cells()).boxed().toList();
    int tasks = Math.min(cells.size(), plan.tasks());
    return spark
        .parallelize(cells, tasks)
        .flatMapToPair(this::told)
        .groupByKey(tasks)
        .map(cell -> totals(cell._1, cell._2))
        .reduce(RealHalvesPass::merge);
  }

  private static List<HalfTotals> merge(List<HalfTotals> one, List<HalfTotals> other) {
    for (int r = 0; r < one.size(); r++) {
      one.get(r).merge(other.get(r));
    }
    return one;
  }

  /** What the balls of a cell tell every cell; its own at least nothing. */
  private Iterator<Tuple2<Integer, byte[]>> told(int cell) throws IOException {
    Map<Integer, ByteArrayOutputStream> messages = new TreeMap<>();
    messages.put(cell, new ByteArrayOutputStream());
    List<RealHalves> halves = halves(cell);
    for (int r = 0; r < halves.size(); r++) {
      int radius = r;
      halves
          .get(r)
          .tell(
              (number, ball) -> {
                ByteArrayOutputStream bytes =
                    messages.computeIfAbsent(
                        number / real.cellRows(), c -> new ByteArrayOutputStream());
                DataOutputStream out = new DataOutputStream(bytes);
                out.writeByte(radius);
                out.writeInt(number);
                ball.write(out);
              });
    }
    List<Tuple2<Integer, byte[]>> told = new ArrayList<>();
    messages.forEach((to, bytes) -> told.add(new Tuple2<>(to, bytes.toByteArray())));
    return told.iterator();
  }

  private List<RealHalves> halves(int cell) {
    HalfMembers members = real.members(cell, cell + 1).members().halves();
    List<HalfRadii> radii = HalfFiles.radii(real, cell, cell + 1);
    List<HalfLists> lists = HalfFiles.lists(real, cell);
    return IntStream.range(0, radii.size())
        .mapToObj(r -> new RealHalves(new HalfBalls(members, radii.get(r)), lists.get(r)))
        .toList();
  }

  private List<HalfTotals> totals(int cell, Iterable<byte[]> messages) {
    CellMembers members = real.members(cell, cell + 1);
    List<RealHalves> halves = halves(cell);
    List<HalfFindings> findings =
        halves.stream()
            .map(r -> HalfFindings.none(members.members().halves(), real.halving().splits()))
            .toList();
    messages.forEach(bytes -> hear(bytes, members, findings));
    List<HalfTotals> totals = new ArrayList<>();
    for (int r = 0; r < halves.size(); r++) {
      HalfTotals ofRadius = new HalfTotals(real.halving().k(), real.halving().splits());
      ofRadius.addHalves(halves.get(r), findings.get(r));
      totals.add(ofRadius);
    }
    return totals;
  }

  private static void hear(byte[] messages, CellMembers members, List<HalfFindings> findings) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(messages))) {
      while (in.available() > 0) {
        HalfFindings found = findings.get(in.readByte());
        int row = java.util.Arrays.binarySearch(members.numbers(), in.readInt());
        found.heldByOther(row, members.members().halves(), Ball.read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
