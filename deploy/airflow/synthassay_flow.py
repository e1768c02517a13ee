"""What the audits of every platform share: wait for shards, publish the report, judge by the gates."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from airflow.exceptions import AirflowFailException
from airflow.sdk import ObjectStoragePath, task

# Connection and bucket, as Airflow's object storage writes them, and folders in it.
BUCKET = "s3://aws_default@bucket"
SYNTHETIC = f"{BUCKET}/input/synthetic"
RUN = f"{BUCKET}/runs/latest"
REPORTS = f"{BUCKET}/reports"


def for_spark(path: str) -> str:
    """The same place as Spark names it: no connection, Hadoop's scheme."""
    scheme, rest = path.split("://")
    return f"{scheme.replace('s3', 's3a')}://{rest.split('@')[-1]}"


@task.sensor(poke_interval=300, timeout=24 * 3600, mode="reschedule")
def wait_for_shards(folder: str) -> bool:
    """generate.json says how many shards there will be, and each appears whole."""
    told = ObjectStoragePath(folder) / "generate.json"
    if not told.exists():
        return False
    there = sum(item.name.startswith("shard-") for item in ObjectStoragePath(folder).iterdir())
    return there >= int(json.loads(told.read_text())["shards"])


@task(trigger_rule="all_done")
def publish(run: str, reports: str, dag_run: Any = None) -> str:
    """Copies what the audit of this DAG run left, whatever its gates say; an older run's results are refused."""
    source = ObjectStoragePath(run)
    metrics = source / "metrics.json"
    if not metrics.exists():
        raise AirflowFailException(f"{metrics} is not there: the audit did not end; its log says why")
    text = metrics.read_text()
    started = datetime.fromisoformat(json.loads(text)["audit"]["started"].replace("Z", "+00:00"))
    if started < dag_run.start_date:
        raise AirflowFailException(f"{metrics} is of {started}, before this DAG run: the audit did not end")
    target = ObjectStoragePath(reports) / f"{started:%Y-%m-%dT%H-%M-%S}"
    target.mkdir(parents=True, exist_ok=True)
    (target / "report.html").write_text((source / "report.html").read_text())
    (target / "metrics.json").write_text(text)
    return str(target)


@task.branch
def judge(published: str) -> str:
    """Exit code 3 is a gate that failed; platforms pass that code on or not, metrics.json always has it."""
    return "refuse" if failed_gates(published) else "accept"


@task
def accept(published: str) -> None:
    """Where the hand-over of an accepted set begins."""
    print(f"every gate passed: {published}/report.html")


@task(retries=0)
def refuse(published: str) -> None:
    """Fails the DAG run, so that its alerts go off."""
    raise AirflowFailException(f"refused by {', '.join(failed_gates(published))}: {published}/report.html")


def failed_gates(published: str) -> list[str]:
    metrics = json.loads((ObjectStoragePath(published) / "metrics.json").read_text())
    return [gate["key"] for gate in metrics.get("gates", []) if not gate["passed"]]


def flow(audit: list[Any]) -> None:
    """Wires a platform's own tasks, in their order, between the shards and the verdict."""
    before: Any = wait_for_shards(SYNTHETIC)
    for step in audit:
        before >> step
        before = step
    published = publish(RUN, REPORTS)
    before >> published
    judge(published) >> [accept(published), refuse(published)]
