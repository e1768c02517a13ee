from datetime import timedelta

from airflow.sdk import BaseOperator


class DatabricksRunNowOperator(BaseOperator):
    def __init__(
        self,
        *,
        task_id: str,
        job_id: str | None = None,
        job_name: str | None = None,
        job_parameters: dict[str, str] | None = None,
        jar_params: list[str] | None = None,
        idempotency_token: str | None = None,
        databricks_conn_id: str = "databricks_default",
        polling_period_seconds: int = 30,
        wait_for_termination: bool = True,
        deferrable: bool = False,
        repair_run: bool = False,
        cancel_previous_runs: bool = False,
        retries: int = 0,
        retry_delay: timedelta = timedelta(minutes=5),
    ) -> None:
        super().__init__(task_id=task_id, retries=retries, retry_delay=retry_delay)
        if (job_id is None) == (job_name is None):
            raise ValueError("one of job_id and job_name")
        self.idempotency_token = idempotency_token
