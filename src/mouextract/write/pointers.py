"""What a JSON Pointer of a piece of evidence points at."""

from __future__ import annotations

from mouextract.records import Agreement, Party, Province, Region, Signatory


def shown_value(agreement: Agreement, pointer: str) -> str | None:
    """The value at a pointer, in words; of a whole entry its name, or name and office.

    None where there is nothing.
    """
    value: object = agreement
    for part in pointer.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    match value:
        case Signatory(name=name, role=role):
            return f"{name} ({role})"
        case Party(name=name) | Region(name=name) | Province(name=name):
            return name
        case None:
            return None
    return str(value)
