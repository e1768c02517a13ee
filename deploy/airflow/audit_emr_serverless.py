"""Audits what a generator left, on EMR Serverless; needs serverless-job-x86.json beside it."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any

from airflow.providers.amazon.aws.hooks.emr import EmrServerlessHook
from airflow.providers.amazon.aws.sensors.emr import EmrServerlessJobSensor
from airflow.sdk import DAG, task
from synthassay_flow import RUN, flow, for_spark

PLACES = {"ACCOUNT": "123456789012", "APPLICATION": "00abcdefghijklmn", "BUCKET": "bucket", "TOKEN": ""}
REQUEST = Path(__file__).with_name("serverless-job-x86.json")
ALIVE = {"SUBMITTED", "PENDING", "SCHEDULED", "QUEUED", "RUNNING", "CANCELLING"}


def request() -> dict[str, Any]:
    """What is asked of EMR Serverless, without the token, which is made for each start."""
    asked: dict[str, Any] = json.loads(Template(REQUEST.read_text(encoding="utf-8")).substitute(PLACES))
    del asked["clientToken"]
    asked["jobDriver"]["sparkSubmit"]["entryPointArguments"].append(f"output={for_spark(RUN)}")
    return asked


def find_or_start(client: Any, asked: dict[str, Any]) -> str:
    """The job of this name that is alive, else a new one: a retry never leaves two."""
    pages = client.get_paginator("list_job_runs").paginate(applicationId=asked["applicationId"])
    runs = [run for page in pages for run in page["jobRuns"] if run.get("name") == asked["name"]]
    for run in runs:
        if run["state"] in ALIVE:
            return str(run["id"])
    # Two tries that see the same past send the same token, and the service starts one job for both.
    token = uuid.uuid5(uuid.NAMESPACE_URL, f"{asked['applicationId']}/{asked['name']}/{len(runs)}")
    return str(client.start_job_run(clientToken=str(token), **asked)["jobRunId"])


@task(retries=3, retry_delay=timedelta(minutes=2))
def submit() -> str:
    return find_or_start(EmrServerlessHook(aws_conn_id="aws_default").conn, request())


with DAG(
    dag_id="synthassay_emr_serverless",
    schedule="@weekly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    job = submit()
    wait = EmrServerlessJobSensor(
        task_id="wait",
        application_id=PLACES["APPLICATION"],
        job_run_id=job,
        aws_conn_id="aws_default",
        # Seldom asked, as the service throttles, and without a worker's slot in between.
        poke_interval=120,
        mode="reschedule",
        timeout=12 * 3600,
        retries=3,
    )
    flow([job, wait])
