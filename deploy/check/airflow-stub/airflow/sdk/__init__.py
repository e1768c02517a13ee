"""Stands in for Airflow where none can be installed: records what a DAG file builds, with Airflow's own keyword names."""

from __future__ import annotations

import pathlib
from datetime import datetime, timedelta
from typing import Any, Callable, Iterable, overload

DAGS: list[DAG] = []


class DAG:
    def __init__(
        self,
        dag_id: str,
        *,
        schedule: str | None,
        start_date: datetime,
        catchup: bool = False,
        max_active_runs: int = 16,
    ) -> None:
        self.dag_id = dag_id
        self.max_active_runs = max_active_runs
        self.tasks: list[BaseOperator] = []

    def __enter__(self) -> DAG:
        DAGS.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        pass


class BaseOperator:
    def __init__(
        self,
        *,
        task_id: str,
        retries: int = 0,
        retry_delay: timedelta = timedelta(minutes=5),
        trigger_rule: str = "all_success",
        execution_timeout: timedelta | None = None,
    ) -> None:
        self.task_id = task_id
        self.retries = retries
        self.trigger_rule = trigger_rule
        self.upstream: list[BaseOperator] = []
        DAGS[-1].tasks.append(self)

    def __rshift__(self, other: BaseOperator | Iterable[BaseOperator]) -> object:
        for task_ in [other] if isinstance(other, BaseOperator) else other:
            task_.upstream.append(self)
        return other


class BaseSensorOperator(BaseOperator):
    def __init__(
        self, *, poke_interval: float = 60, timeout: float = 604800, mode: str = "poke", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        if mode not in ("poke", "reschedule"):
            raise ValueError(f"mode {mode}")


class Called(BaseOperator):
    """A decorated function, called in a DAG."""

    def __init__(self, kind: str, function: Callable[..., Any], given: tuple[Any, ...], **kwargs: Any) -> None:
        super().__init__(task_id=function.__name__, **kwargs)
        self.kind = kind
        self.function = function
        self.given = given
        self.upstream += [one for one in given if isinstance(one, BaseOperator)]


class Decorator:
    def __init__(self, kind: str) -> None:
        self.kind = kind

    @overload
    def __call__(self, function: Callable[..., Any]) -> Callable[..., Called]: ...

    @overload
    def __call__(
        self,
        *,
        retries: int = 0,
        retry_delay: timedelta = ...,
        trigger_rule: str = "all_success",
        poke_interval: float = 60,
        timeout: float = 604800,
        mode: str = "poke",
    ) -> Callable[[Callable[..., Any]], Callable[..., Called]]: ...

    def __call__(self, function: Callable[..., Any] | None = None, **kwargs: Any) -> Any:
        options = {key: kwargs[key] for key in ("retries", "retry_delay", "trigger_rule") if key in kwargs}

        def decorate(decorated: Callable[..., Any]) -> Callable[..., Called]:
            return lambda *given: Called(self.kind, decorated, given, **options)

        return decorate if function is None else decorate(function)


class TaskDecorators(Decorator):
    branch = Decorator("branch")
    sensor = Decorator("sensor")


task = TaskDecorators("task")


class ObjectStoragePath(pathlib.PosixPath):
    """A folder of this machine stands in for the store."""
