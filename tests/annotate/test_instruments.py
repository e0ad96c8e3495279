"""Names of documents, and acronyms that mean one in this article."""

from pathlib import Path

import pytest

from mouextract.api import Extractor
from mouextract.article import Article


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bupati menegur pabrik kelapa sawit (PKS). Semua PKS wajib patuh.", []),
        # The same letters, and the document's name itself in full: only the acronym is something else.
        ("Bupati menegur pabrik kelapa sawit (PKS). PKS tanpa perjanjian kerja sama ditutup.",
         ["perjanjian kerja sama"]),
        ("Bupati meneken perjanjian kerja sama (PKS). PKS itu berlaku setahun.",
         ["perjanjian kerja sama", "PKS", "PKS"]),
        ("Kader Partai Keadilan Sejahtera dan bupati meneken perjanjian kerja sama. PKS menang di sini.",
         ["perjanjian kerja sama"]),
        ("Kader PKS hadir saat bupati meneken perjanjian kerja sama (PKS).", ["perjanjian kerja sama", "PKS"]),
        ("Bupati meneken perjanjian kerja sama. PKS itu berlaku setahun.", ["perjanjian kerja sama", "PKS"]),
    ],
)  # fmt: skip
def test_an_acronym_means_what_the_article_says(text: str, found: list[str], extractor: Extractor) -> None:
    ann = extractor.annotate(Article(text=text))
    assert [text[m.start : m.end] for m in ann.instruments] == found


def test_a_users_words_tell_two_names_of_one_document(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "instruments.toml").write_text(
        '[[rule]]\nid = "mine"\nlabel = "also_called"\npattern = ["lazim disebut"]\n'
        'examples = ["nota kesepahaman [lazim disebut] LoI"]\n'
    )
    text = "Bupati meneken nota kesepahaman lazim disebut letter of intent kemarin."
    article = Article(text=text)
    found = [len(x.annotate(article).instruments) for x in (extractor, Extractor([tmp_path]))]
    assert found == [2, 1]
