import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.Task;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads each job of a Databricks bundle, given as JSON, strictly into the vendor's own classes. */
public final class DatabricksJob {

  private DatabricksJob() {}

  public static void main(String... arguments) throws Exception {
    ObjectMapper json =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    JsonNode jobs = json.readTree(Files.readString(Path.of(arguments[0]))).at("/resources/jobs");
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("the bundle has no job");
    }
    for (Map.Entry<String, JsonNode> entry : jobs.properties()) {
      JobSettings job = json.treeToValue(entry.getValue(), JobSettings.class);
      for (Task task : job.getTasks()) {
        String key = task.getJobClusterKey();
        if (job.getJobClusters().stream().noneMatch(c -> c.getJobClusterKey().equals(key))) {
          throw new IllegalArgumentException(entry.getKey() + ": no job cluster " + key);
        }
      }
      System.out.println("job " + entry.getKey() + ": " + job.getTasks().size() + " tasks");
    }
  }
}
