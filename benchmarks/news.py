"""News of all kinds made of parts: distinct, of real lengths, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from mouextract.article import Article


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# In about one article of nine of general news stands a word that an agreement could be told with.
_NEAR_MISS = 0.11
# How many sentences name somebody, a body or a place; the others are plain words.
_NAMING = 0.3
_VOCABULARY = 6000
_SYLLABLES = _words(
    "ka ri sa ma to ne du li wa ngu pe ro ta si mi ba ha ju lo se ra yu den kar sin mal tun bo gi"
)
_PLACES = _words(
    "Bengkalis Dumai Siak Dairi Lamongan Bogor Bandung Garut Sragen Boyolali Kupang Ende Sikka Bulungan Tarakan "
    "Tuban Blitar Jember Sampang Bima Dompu Poso Buol Maros Gowa Wajo Luwu Asmat Nabire Jayapura"
)
_LINKS = _words(
    "di dan yang untuk dari pada dengan ini itu akan tidak telah juga dalam sebagai ke oleh bisa lebih"
)
_DAYS = _words("Senin Selasa Rabu Kamis Jumat Sabtu Minggu")
_OFFICES = (
    "Bupati {place}",
    "Wali Kota {place}",
    "Kapolres {place}",
    "Kepala Dinas Kesehatan Kabupaten {place}",
    "Ketua DPRD {place}",
    "Direktur RSUD {place}",
    "Sekretaris Daerah Kabupaten {place}",
)
_NAMED = (
    "Menurut {office} {name}, {some} sudah {few}.",
    '"{Some}," kata {last}.',
    "{Some} di {place} {few} sepanjang tahun {year}.",
    "{Some} hingga {day} ({date}), {few}.",
    "Kementerian Kesehatan {few} di Kabupaten {place}.",
    "PT {last} {few}, {some}.",
    "{last} menilai {some}.",
    "Polres {place} {few} pukul {hour}.{n} WIB.",
)
_NEAR = (
    "Kerja sama warga membuat {some}.",
    "Kontrak pemain itu {few} pada {year}.",
    "Kesepakatan harga {few} belum tercapai.",
)


def general(count: int, *, first: int = 0) -> Iterator[Article]:
    """`count` articles of some 2,000 characters, numbered from `first`."""
    maker = _Maker()
    for number in range(first, first + count):
        yield maker.article(number)


class _Maker:
    def __init__(self) -> None:
        rng = random.Random(0)
        made = ["".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))) for _ in range(_VOCABULARY)]
        made[30::60] = [f"{word}-{word}" for word in made[30::60]]
        self._vocabulary = made
        # As in any language, few words are frequent and many are rare.
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(_VOCABULARY)))

    def article(self, number: int) -> Article:
        rng = random.Random(number)
        sentences = [self._sentence(rng) for _ in range(rng.randint(13, 22))]
        if rng.random() < _NEAR_MISS:
            sentences.insert(rng.randrange(1, len(sentences)), self._filled(rng, rng.choice(_NEAR)))
        paragraphs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
        title = self._some(rng, 8).title()
        lead = f"{rng.choice(_PLACES).upper()} - {paragraphs[0]}"
        text = "\n\n".join([title, lead, *paragraphs[1:]])
        return Article(text=text, published="2024-03-15", uri="news", row=number, id=f"n{number}")

    def _sentence(self, rng: random.Random) -> str:
        if rng.random() < _NAMING:
            return self._filled(rng, rng.choice(_NAMED))
        words = self._some(rng, rng.randint(8, 20))
        return f"{words[0].upper()}{words[1:]}."

    def _some(self, rng: random.Random, count: int) -> str:
        words = rng.choices(self._vocabulary, cum_weights=self._weights, k=count)
        return " ".join(rng.choice(_LINKS) if i % 4 == 3 else word for i, word in enumerate(words))

    def _name(self, rng: random.Random) -> str:
        return rng.choice(self._vocabulary).partition("-")[0].capitalize()

    def _filled(self, rng: random.Random, sentence: str) -> str:
        some = self._some(rng, 7)
        place = rng.choice(_PLACES)
        last = self._name(rng)
        return sentence.format(
            place=place,
            some=some,
            Some=some[0].upper() + some[1:],
            few=self._some(rng, 3),
            office=rng.choice(_OFFICES).format(place=place),
            name=f"{self._name(rng)} {last}",
            last=last,
            day=rng.choice(_DAYS),
            date=f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/2024",
            year=rng.randint(2015, 2024),
            hour=rng.randint(6, 22),
            n=rng.randint(10, 59),
        )
