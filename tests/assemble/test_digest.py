"""Pages of several unrelated matters are read item by item; all others as one."""

import pytest

from mouextract.api import Extractor
from mouextract.article import Article

ITEMS = [
    ("Jembatan Ditutup", "Jembatan gantung di hulu ditutup sementara setelah dua papannya lepas."),
    (
        "Kampus dan Kejaksaan Bersepakat",
        "Universitas Contoh Raya dan Kejaksaan Negeri Ngawi menandatangani MoU hak cipta, Rabu (6/3/2024).",
    ),
    ("Cabai Naik", "Harga cabai naik. Petani berharap ada kontrak dengan pembeli dari luar."),
    (
        "Etam Lestari Mundur",
        "PT Etam Lestari membatalkan nota kesepahaman dengan PT Sagara Tambak, Kamis (7/3/2024). Tak cocok.",
    ),
]


def told(text: str) -> list[tuple[bool, str, list[str]]]:
    record = Extractor().extract(Article(text=text, published="2024-03-08"))
    return [(a.main, a.status, sorted(p.name for p in a.parties)) for a in record.agreements]


BOTH = [
    (True, "signed", ["Kejaksaan Negeri Ngawi", "Universitas Contoh Raya"]),
    (True, "ended", ["PT Etam Lestari", "PT Sagara Tambak"]),
]


@pytest.mark.parametrize(
    "body",
    [
        "\n\n".join(f"{n}. {head}\n{item}" for n, (head, item) in enumerate(ITEMS, 1)),
        "\n\n".join(f"* {item}" for _, item in ITEMS),
        "\n\n".join(f"{head}\n{item}" for head, item in ITEMS),
        "\n\n".join(f"{head.upper()}. {item}" for head, item in ITEMS),
    ],
)
def test_each_item_is_an_article_of_its_own(body: str) -> None:
    assert told(f"Kabar Sepekan dari Hulu\n\n{body}") == BOTH


def test_two_items_make_no_digest() -> None:
    text = "Rangkuman\n\n* PT Etam Lestari meneken MoU.\n\n* Mitranya PT Sagara Tambak, kata direkturnya."
    assert told(text) == told(text.replace("Rangkuman", "Pertemuan"))


def test_an_articles_own_headings_cut_nothing() -> None:
    text = (
        "Kampus Gandeng Kejaksaan\n\nUniversitas Contoh Raya dan Kejaksaan Negeri Ngawi bertemu, Rabu (6/3/2024)."
        "\n\nDiteken Berdua\nKeduanya menandatangani MoU.\n\nHarapan\nPetani senang.\n\nPenutup\nAcara usai."
    )
    assert told(text) == [(True, "signed", ["Kejaksaan Negeri Ngawi", "Universitas Contoh Raya"])]
