from typing import Any

from airflow.sdk import BaseSensorOperator


class EmrServerlessJobSensor(BaseSensorOperator):
    def __init__(
        self,
        *,
        application_id: str,
        job_run_id: Any,
        target_states: frozenset[str] = frozenset({"SUCCESS"}),
        aws_conn_id: str = "aws_default",
        region_name: str | None = None,
        poke_interval: float = 60,
        timeout: float = 604800,
        mode: str = "poke",
        task_id: str,
        retries: int = 0,
    ) -> None:
        super().__init__(poke_interval=poke_interval, timeout=timeout, mode=mode, task_id=task_id, retries=retries)
