package org.synthassay.spark.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.synthassay.spark.run.Cluster;
import org.synthassay.spark.run.Platform;

/**
 * Looks at the driver and at every executor.
 *
 * @param places what is to be read and written
 * @param patience how long executors and stores may take to answer
 */
public record Diagnosis(List<Place> places, Duration patience) {

  /** Whether this JVM is one that Spark and the jar run in: to be seen to first. */
  public static Finding platform() {
    return HostCheck.platform(Platform.here());
  }

  /** What was found by JVM, the driver first. */
  public Map<String, List<Finding>> of(SparkSession spark) {
    PlaceCheck check = PlaceCheck.of(places, patience);
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<Path> made = new ArrayList<>();
    try {
      List<Finding> driver = new ArrayList<>(HostCheck.all());
      driver.addAll(check.onDriver(hadoop, made));
      long networkBytes = places.stream().mapToLong(place -> networkBytes(place, hadoop)).sum();
      Map<String, List<Finding>> found = new LinkedHashMap<>();
      SparkContext context = spark.sparkContext();
      if (context.isLocal()) {
        driver.add(MemoryCheck.of(context, Cluster.of(spark), networkBytes));
        found.put("this machine", driver);
      } else {
        found.put("driver", driver);
        found.putAll(new ExecutorCheck(spark, check, networkBytes, patience).run());
      }
      return found;
    } finally {
      PlaceCheck.remove(made, hadoop);
    }
  }

  /** Executors hold every network; one that is not there is told by its own check. */
  private static long networkBytes(Place place, Configuration hadoop) {
    try {
      Path path = new Path(place.uri());
      return place.access() == Place.Access.READ_BY_DRIVER
          ? path.getFileSystem(hadoop).getFileStatus(path).getLen()
          : 0;
    } catch (IOException absent) {
      return 0;
    }
  }
}
