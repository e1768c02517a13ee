from typing import Any


class EmrServerlessHook:
    def __init__(self, *, aws_conn_id: str = "aws_default", region_name: str | None = None) -> None:
        self.conn: Any = None
