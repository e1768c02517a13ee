from datetime import timedelta

from airflow.sdk import BaseOperator


class BashOperator(BaseOperator):
    def __init__(
        self,
        *,
        task_id: str,
        bash_command: str,
        env: dict[str, str] | None = None,
        append_env: bool = False,
        skip_on_exit_code: int | list[int] | None = 99,
        cwd: str | None = None,
        retries: int = 0,
        retry_delay: timedelta = timedelta(minutes=5),
        execution_timeout: timedelta | None = None,
    ) -> None:
        super().__init__(
            task_id=task_id, retries=retries, retry_delay=retry_delay, execution_timeout=execution_timeout
        )
        self.bash_command = bash_command
        self.env = env
        self.append_env = append_env
