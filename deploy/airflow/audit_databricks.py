"""Audits what a generator left, by the Databricks job of deploy/databricks."""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.providers.databricks.operators.databricks import DatabricksRunNowOperator
from airflow.sdk import DAG
from synthassay_flow import RUN, flow

with DAG(
    dag_id="synthassay_databricks",
    schedule="@weekly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    audit = DatabricksRunNowOperator(
        task_id="audit",
        databricks_conn_id="databricks_default",
        job_name="synthassay-audit",
        # An external location of the workspace, so that Airflow can read the results too.
        job_parameters={"output": RUN.replace("aws_default@", "")},
        # A retry with the same token (64 letters at most) gets the run that is there; the job runs one at a time.
        idempotency_token="synthassay {{ run_id[-50:] }}",
        deferrable=True,
        polling_period_seconds=60,
        retries=3,
        retry_delay=timedelta(minutes=2),
    )
    flow([audit])
