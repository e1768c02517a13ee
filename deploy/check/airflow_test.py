"""Runs the DAGs of deploy/airflow on a recording stand-in of Airflow: what runs, what is published, and how often a job starts.

airflow_test.py DEPLOY
"""

from __future__ import annotations

import importlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types
from datetime import datetime, timedelta, timezone
from typing import Any, Callable

NOW = datetime.now(timezone.utc)
HERE = pathlib.Path(__file__).parent


class Client:
    """EMR Serverless as far as the DAG uses it: a token that was seen starts nothing new."""

    def __init__(self) -> None:
        self.runs: list[dict[str, str]] = []
        self.tokens: dict[str, str] = {}

    def get_paginator(self, name: str) -> Client:
        assert name == "list_job_runs"
        return self

    def paginate(self, applicationId: str) -> list[dict[str, Any]]:
        assert applicationId
        return [{"jobRuns": list(self.runs)}]

    def start_job_run(self, clientToken: str, name: str, **_: Any) -> dict[str, str]:
        if clientToken not in self.tokens:
            self.tokens[clientToken] = f"job-{len(self.runs)}"
            self.runs.append({"id": self.tokens[clientToken], "name": name, "state": "RUNNING"})
        return {"jobRunId": self.tokens[clientToken]}


def load(deploy: pathlib.Path) -> tuple[pathlib.Path, dict[str, types.ModuleType]]:
    """The DAG folder as README lays it out, its bucket a folder of this machine."""
    dags = pathlib.Path(tempfile.mkdtemp())
    for source in [*(deploy / "airflow").iterdir(), deploy / "emr/serverless-job-x86.json"]:
        if source.is_file():
            shutil.copy(source, dags)
    flow = (dags / "synthassay_flow.py").read_text()
    (dags / "synthassay_flow.py").write_text(flow.replace('"s3://aws_default@bucket"', f'"{dags}/bucket"'))
    sys.path[:0] = [str(HERE / "airflow-stub"), str(dags)]
    names = ["audit_emr_serverless", "audit_databricks", "audit_spark_submit"]
    flows = importlib.import_module("synthassay_flow")
    real = flows.for_spark
    assert real("s3://aws_default@bucket/runs") == "s3a://bucket/runs", real("s3://aws_default@bucket/runs")
    flows.for_spark = lambda path: f"s3a:/{path}"
    return dags, {name: importlib.import_module(name) for name in names}


def run(dag: Any, audit: Callable[[], None], before: datetime) -> dict[str, str]:
    """Each task's end, by its trigger rule; the platform's own tasks are `audit`."""
    ends: dict[str, str] = {}
    values: dict[str, Any] = {}
    chosen = None
    for task in order(dag.tasks):
        above = [ends[one.task_id] for one in task.upstream]
        if task.trigger_rule == "all_success" and any(end != "success" for end in above):
            ends[task.task_id] = "skipped" if "failed" not in above else "upstream_failed"
            continue
        if chosen is not None and task.task_id in ("accept", "refuse") and task.task_id != chosen:
            ends[task.task_id] = "skipped"
            continue
        try:
            if not hasattr(task, "function"):
                audit()
            else:
                given = [values[one.task_id] if hasattr(one, "task_id") else one for one in task.given]
                extra = {"dag_run": types.SimpleNamespace(start_date=before)} if task.task_id == "publish" else {}
                values[task.task_id] = task.function(*given, **extra) if task.task_id != "submit" else "job-0"
                chosen = values[task.task_id] if task.kind == "branch" else chosen
                assert task.kind != "sensor" or values[task.task_id] is True, "the shards are not seen"
            ends[task.task_id] = "success"
        except Exception as e:  # noqa: BLE001
            ends[task.task_id] = "failed"
            values[task.task_id] = str(e)
    return ends


def order(tasks: list[Any]) -> list[Any]:
    placed: list[Any] = []
    while len(placed) < len(tasks):
        placed += [t for t in tasks if t not in placed and all(u in placed for u in t.upstream)]
    return placed


def leave(bucket: pathlib.Path, started: datetime, passed: bool) -> None:
    (bucket / "runs/latest").mkdir(parents=True, exist_ok=True)
    gates = [{"key": "manifold.precision", "value": 0.5, "min": 0.6, "passed": passed}]
    metrics = {"audit": {"started": f"{started:%Y-%m-%dT%H:%M:%SZ}"}, "gates": gates}
    (bucket / "runs/latest/metrics.json").write_text(json.dumps(metrics))
    (bucket / "runs/latest/report.html").write_text("<html></html>")


def check_flow(dags: pathlib.Path, dag: Any) -> None:
    bucket = dags / "bucket"
    shutil.rmtree(bucket, ignore_errors=True)
    (bucket / "input/synthetic").mkdir(parents=True)
    (bucket / "input/synthetic/generate.json").write_text('{"shards": 2}')
    (bucket / "input/synthetic/shard-000000.tar").write_text("")
    later = NOW + timedelta(minutes=5)
    assert run(dag, lambda: None, NOW)["wait_for_shards"] == "failed", f"{dag.dag_id}: one of two shards is enough"
    (bucket / "input/synthetic/shard-000001.tar").write_text("")

    def fail() -> None:
        raise RuntimeError("exit code 3 or 1: the platform does not say which")

    for passed, audit, verdict, other in [
        (True, lambda: leave(bucket, later, True), "accept", "refuse"),
        (False, lambda: (leave(bucket, later, False), fail()), "refuse", "accept"),
    ]:
        ends = run(dag, audit, NOW)  # type: ignore[arg-type]
        assert ends["publish"] == "success" and ends[other] == "skipped", (dag.dag_id, ends)
        assert ends[verdict] == ("success" if passed else "failed"), (dag.dag_id, ends)
    ends = run(dag, fail, NOW + timedelta(hours=1))
    assert ends["publish"] == "failed", f"{dag.dag_id}: an older run's results count: {ends}"
    shutil.rmtree(bucket / "runs")
    assert run(dag, fail, NOW)["publish"] == "failed", dag.dag_id
    assert dag.max_active_runs == 1, dag.dag_id


def check_emr_retry(module: types.ModuleType) -> None:
    client, asked = Client(), module.request()
    first = module.find_or_start(client, asked)
    assert module.find_or_start(client, asked) == first and len(client.runs) == 1, "a retry started a second job"
    blind = Client()
    blind.tokens, blind.runs = client.tokens, []
    assert module.find_or_start(blind, asked) == first, "two tries at once started two jobs"
    client.runs[0]["state"] = "FAILED"
    assert module.find_or_start(client, asked) != first, "after a failed job no new one starts"
    assert asked["jobDriver"]["sparkSubmit"]["entryPointArguments"][-1].startswith("output=s3a:"), asked


def check_yarn_retry(deploy: pathlib.Path, code: int, expected: int) -> None:
    """`yarn` and `spark-submit` on the path write down how they are called."""
    tools = pathlib.Path(tempfile.mkdtemp())
    left = "application_1_0007\tSynthassay\tSPARK\troot\tdefault\tRUNNING"
    script = f'#!/bin/sh\necho "${{0##*/}} $*" >>{tools}/calls\n'
    (tools / "yarn").write_text(script + f'[ "$2" = -list ] && printf "%s\\n" "Total: 1" "{left}"\nexit 0\n')
    (tools / "spark-submit").write_text(script + f"exit {code}\n")
    for tool in ("yarn", "spark-submit"):
        (tools / tool).chmod(0o755)
    done = subprocess.run(
        ["bash", str(deploy / "airflow/audit-once"), "tag", "s3a://b/a.conf", "output=o"],
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
        check=False,
    )
    calls = (tools / "calls").read_text().splitlines()
    assert done.returncode == expected, (code, done.returncode)
    assert calls[1] == "yarn application -kill application_1_0007", calls
    assert "--conf spark.yarn.tags=tag" in calls[2] and calls[2].endswith("audit s3a://b/a.conf output=o"), calls


def main(deploy: pathlib.Path) -> None:
    dags, modules = load(deploy)
    stub = importlib.import_module("airflow.sdk")
    for dag in stub.DAGS:
        check_flow(dags, dag)
    check_emr_retry(modules["audit_emr_serverless"])
    for code, expected in [(0, 0), (3, 0), (1, 1), (2, 2)]:
        check_yarn_retry(deploy, code, expected)
    token = next(t for d in stub.DAGS for t in d.tasks if hasattr(t, "idempotency_token")).idempotency_token
    assert token and "run_id" in token, "a retry on Databricks would start a second run"
    print(f"{len(stub.DAGS)} DAGs: accepted, refused, crashed, older results; retries leave one job")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
