"""The tokenizer: never a character lost, spaCy's ways with white space, stored and loaded."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from mouextract.annotate.matching import new_vocab, tokenize
from mouextract.annotate.tokenizer import Tokenizer
from mouextract.text import fold

TOKENIZER = Tokenizer(new_vocab())

MIX = [
    "denganKomisi",
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    "\u00a0",
    "\u200b",
    "“",
    "’",
    "Ma’mun",
    "hak-hak",
    "_",
    "a",
    "😀",
]
MIX += ["penandatangananletter"]


def tokens(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text)]


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(
            st.sampled_from(MIX),
            max_size=30,
        ).map("".join),
    )
)
def test_text_is_kept_and_words_are_those_of_the_matcher(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    spans = tokenize(fold(text))
    words = [(t.idx, t.idx + len(t)) for t in doc if fold(t.text).strip()]
    assert words == spans


def test_white_space_as_in_spacy() -> None:
    assert tokens("a b") == ["a", "b"]
    assert tokens("a  b") == ["a", " ", "b"]
    assert tokens(" a\n\nb \n") == [" ", "a", "\n\n", "b", "\n"]
    assert tokens("") == []
    plain = spacy.util.get_lang_class("xx")().tokenizer
    for text in ("a  b", " a\n b", "a \nb", "a   \n", "  ", "a ", "\na"):
        assert tokens(text) == [token.text for token in plain(text)]
        assert [t.whitespace_ for t in TOKENIZER(text)] == [t.whitespace_ for t in plain(text)]


def test_lost_spaces_and_inner_marks() -> None:
    assert tokens("kerja sama denganKomisi itu") == ["kerja", "sama", "dengan", "Komisi", "itu"]
    assert tokens("Ma’mun, hak‑hak") == ["Ma’mun", ",", "hak‑hak"]


def test_lone_surrogate_is_replaced() -> None:
    assert TOKENIZER("rapat \ud800 usai").text == "rapat \ufffd usai"


def test_pipe_is_lazy() -> None:
    def texts():  # type: ignore[no-untyped-def]
        yield "satu dua"
        raise AssertionError("asked for too much")

    assert next(iter(TOKENIZER.pipe(texts()))).text == "satu dua"


@pytest.fixture
def nlp() -> Language:
    return spacy.util.get_lang_class("id").from_config(
        {"nlp": {"lang": "id", "tokenizer": {"@tokenizers": "mouextract.Tokenizer.v1"}}}
    )


def test_registered_and_stored(nlp: Language, tmp_path: Path) -> None:
    assert isinstance(nlp.tokenizer, Tokenizer)
    nlp.to_disk(tmp_path / "pipe")
    loaded = spacy.load(tmp_path / "pipe")
    assert isinstance(loaded.tokenizer, Tokenizer)
    again = spacy.util.get_lang_class("id").from_config(nlp.config).from_bytes(nlp.to_bytes())
    text = "Bupati  Contoh\nmembuka denganKomisi."
    assert [t.text for t in loaded(text)] == [t.text for t in again(text)] == tokens(text)
