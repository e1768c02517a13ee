package org.synthassay.spark.run;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.Encoders;

/**
 * What audits do in this JVM, in Spark's own metrics system as the source {@code synthassay}: any
 * sink that a cluster has for Spark's metrics has these too, with rates a second.
 */
public enum AuditMeter {
  /** Images read, rejected ones too. */
  IMAGES("images"),
  REJECTED("rejected"),
  /** Encoded bytes of images, where their listing tells them. */
  BYTES_READ("bytesRead"),
  /** Distances that float32 left open; the driver counts those of a join when it is done. */
  RECHECKS("rechecks");

  private final String metric;

  AuditMeter(String metric) {
    this.metric = metric;
  }

  /** Counts so many more. */
  public void mark(long more) {
    AuditSource.ONE.inThisContext();
    meter().mark(more);
  }

  /** All so far in this JVM. */
  public long count() {
    return meter().getCount();
  }

  private Meter meter() {
    return AuditSource.ONE.registry.meter(metric);
  }

  /** Made known to the metrics system of whatever context there is now. */
  private static final class AuditSource implements Source {
    private static final AuditSource ONE = new AuditSource();

    private final MetricRegistry registry = new MetricRegistry();
    private @Nullable MetricsSystem knownTo;

    private AuditSource() {
      Gauge<Integer> loads = Encoders::loads;
      registry.register("modelLoads", loads);
    }

    private synchronized void inThisContext() {
      SparkEnv env = SparkEnv.get();
      if (env != null && env.metricsSystem() != knownTo) {
        knownTo = env.metricsSystem();
        knownTo.registerSource(this);
      }
    }

    @Override
    public String sourceName() {
      return "synthassay";
    }

    @Override
    public MetricRegistry metricRegistry() {
      return registry;
    }
  }
}
