package org.synthassay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.Secrets;
import org.synthassay.math.Compared;
import org.synthassay.report.Distribution;
import org.synthassay.report.HtmlReport;
import org.synthassay.report.MetricsJson;
import org.synthassay.report.NearestPair;
import org.synthassay.report.Rejections;
import org.synthassay.report.ReportData;
import org.synthassay.report.ReportOptions.Ids;
import org.synthassay.report.Thumbnail;
import org.synthassay.spark.run.RunDirectory;

/** Draws report.html from what a run left: its metrics, its tables and its small pictures. */
final class RunReport {
  static final String DISTRIBUTIONS = "_report/distributions.json";
  private static final int REJECTED_SHOWN = 50;
  private static final Comparator<Row> BY_LABEL =
      Comparator.comparing(
          row -> row.<String>getAs("label"), Comparator.nullsFirst(Comparator.naturalOrder()));
  private static final Comparator<Row> BY_ORDER =
      Comparator.comparingLong(row -> row.<Number>getAs("order").longValue());

  private final SparkSession spark;
  private final RunDirectory run;

  RunReport(SparkSession spark, RunDirectory run) {
    this.spark = spark;
    this.run = run;
  }

  /** The last step of an audit; where ids are hashed, what still holds them in full is deleted. */
  static void draw(AuditContext audit) {
    String path =
        audit.jobs().stage("report", done -> new RunReport(audit.spark(), audit.run()).write());
    if (audit.config().report().ids() == Ids.HASHED) {
      audit.run().delete("_stages");
    }
    System.out.println(Secrets.masked(path));
  }

  /** Writes report.html and returns its path. */
  String write() {
    JsonNode metrics =
        MetricsJson.parse(
            run.read("metrics.json")
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            run.path("metrics.json") + " is missing: run the audit again")));
    ReportData data =
        new ReportData(
            metrics,
            samples(),
            distributions(),
            pairs(),
            influential(),
            rejections(),
            run.read("audit.conf").orElse(""));
    run.write("report.html", HtmlReport.of(data));
    return run.path("report.html");
  }

  private Compared<List<Thumbnail>> samples() {
    List<Row> rows = table("_report/thumbnails").collectAsList();
    return new Compared<>("real", "synthetic")
        .map(
            set ->
                rows.stream()
                    .filter(row -> row.<String>getAs("set").equals(set))
                    .sorted(BY_LABEL.thenComparing(BY_ORDER))
                    .map(
                        row ->
                            new Thumbnail(
                                row.getAs("id"), row.getAs("label"), row.getAs("thumbnail")))
                    .toList());
  }

  /** Kept by the step that compares the features, so that it is done once; none without pixels. */
  private List<Distribution> distributions() {
    return run.read(DISTRIBUTIONS).map(Distribution::read).orElse(List.of());
  }

  private List<NearestPair> pairs() {
    return table("_report/pairs").collectAsList().stream()
        .sorted(BY_ORDER)
        .map(
            row ->
                new NearestPair(
                    thumbnail(row, "synthetic"),
                    thumbnail(row, "real"),
                    row.<Double>getAs("distance"),
                    row.getAs("radius")))
        .toList();
  }

  private List<Thumbnail> influential() {
    return table("_report/influential").orderBy("order").collectAsList().stream()
        .map(row -> new Thumbnail(row.getAs("id"), row.getAs("label"), row.getAs("thumbnail")))
        .toList();
  }

  private static Thumbnail thumbnail(Row row, String set) {
    return new Thumbnail(
        row.getAs(set + "_id"), row.getAs(set + "_label"), row.getAs(set + "_thumbnail"));
  }

  private Rejections rejections() {
    Dataset<Row> rejected = table("rejected");
    Compared<Map<String, Long>> counts = new Compared<>(new TreeMap<>(), new TreeMap<>());
    rejected
        .groupBy("set", "code")
        .count()
        .collectAsList()
        .forEach(
            row ->
                (row.getString(0).equals("real") ? counts.real() : counts.synthetic())
                    .put(row.getString(1), row.getLong(2)));
    List<Rejections.Row> head = new ArrayList<>();
    List<Row> rows =
        counts.real().isEmpty() && counts.synthetic().isEmpty()
            ? List.of()
            : rejected.orderBy("set", "id").limit(REJECTED_SHOWN).collectAsList();
    rows.forEach(
        row ->
            head.add(
                new Rejections.Row(
                    row.getAs("set"), row.getAs("id"), row.getAs("code"), row.getAs("sentence"))));
    return new Rejections(counts, head);
  }

  private Dataset<Row> table(String name) {
    return spark.read().parquet(run.path(name));
  }
}
