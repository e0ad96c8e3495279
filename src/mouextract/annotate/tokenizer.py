"""A lean tokenizer for `spacy.blank("id")`: the rules' own words, no special cases, nothing to load."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from mouextract.annotate.matching import make_doc, may_glue, tokenize
from mouextract.lost_spaces import glue_cuts
from mouextract.text import TOKEN, fold

# A token and the one space after it: what `tokenize` calls a word or mark, or a run of white space.
_PIECE = re.compile(rf"({TOKEN}|\s+)( ?)")


class Tokenizer:
    """From raw text to a `Doc` with `doc.text == text`.

    Words and marks are those of `matching.tokenize` (words that lost the space between them are two
    tokens); one space after a token is its `whitespace_`, other white space is a token of its own, as in
    spaCy. A lone surrogate, which spaCy cannot hold, becomes U+FFFD.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of a text."""
        folded = fold(text)
        if folded.count(" ") != text.count(" "):  # white space of other kinds
            return self._with_gaps(text, folded)
        words: list[str] = []
        spaces: list[bool] = []
        glued = may_glue(folded)
        done = 0
        for word, space in _PIECE.findall(folded):
            start = done
            done += len(word)
            if glued:
                for cut in glue_cuts(word):
                    words.append(text[start : done - len(word) + cut])
                    spaces.append(False)
                    start = done - len(word) + cut
            words.append(text[start:done])
            if space:
                done += 1
                spaces.append(True)
            else:
                spaces.append(False)
        return make_doc(self.vocab, words, spaces)

    def _with_gaps(self, text: str, folded: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for start, end in tokenize(folded):
            if start != done:
                _add_gap(text[done:start], words, spaces)
            words.append(text[start:end])
            spaces.append(False)
            done = end
        if done < len(text):
            _add_gap(text[done:], words, spaces)
        return make_doc(self.vocab, words, spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Docs of many texts, lazily; `batch_size` is taken for spaCy's sake."""
        del batch_size
        return map(self, texts)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to store: the tokenizer has no settings."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Tokenizer:
        """The tokenizer as it is."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to store: the tokenizer has no settings."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:
        """The tokenizer as it is."""
        return self


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if words and gap[0] == " ":
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@util.registry.tokenizers("mouextract.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory that `config["nlp"]["tokenizer"]` names."""

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return make
