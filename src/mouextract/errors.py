"""The errors that mouextract raises on purpose; each carries one clear line for the user."""


class MouextractError(Exception):
    """Base of all errors whose message is meant for the user as it stands."""


class InputError(MouextractError):
    """An input could not be read: `uri` and `row` (0-based, None for a whole file) say which.

    `str(error)` is `uri[, row N]: reason`.
    """

    def __init__(self, uri: str, reason: str, row: int | None = None) -> None:
        self.uri = uri
        self.row = row
        self.reason = reason
        where = uri if row is None else f"{uri}, row {row}"
        super().__init__(f"{where}: {reason}")


class RuleError(MouextractError):
    """A rule file or table is wrong: the message names the file, the entry and the reason."""


class RecordError(MouextractError):
    """A record would violate the contract; it is not written."""


class OutputError(MouextractError):
    """An output could not be written."""
