"""Audits what a generator left, by spark-submit on YARN; needs audit-once beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG
from synthassay_flow import BUCKET, RUN, flow, for_spark

SCRIPT = Path(__file__).with_name("audit-once")

with DAG(
    dag_id="synthassay_spark_submit",
    schedule="@weekly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    audit = BashOperator(
        task_id="audit",
        bash_command=f"bash {SCRIPT} synthassay-audit {for_spark(BUCKET)}/conf/audit.conf output={for_spark(RUN)}",
        append_env=True,
        env={"ORT_DISABLE_TELEMETRY": "1"},
        retries=2,
        retry_delay=timedelta(minutes=5),
        execution_timeout=timedelta(hours=12),
    )
    flow([audit])
