class AirflowException(Exception):
    """A failed try, which is repeated while retries are left."""


class AirflowFailException(AirflowException):
    """A failed task, whatever retries are left."""
