"""What holds for every text: spans, round trips, order, workers, processes, time."""

import gc
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mouextract.annotate import broken_lines, regions_context, zones
from mouextract.annotate.anchors import AnchorTest
from mouextract.annotate.institution_lexicon import WordTree
from mouextract.api import NOT_INDONESIAN, Extractor
from mouextract.article import Article
from mouextract.assemble import build
from mouextract.mentions import Mention
from mouextract.records import ArticleRecord
from mouextract.run.scan import Scanner
from mouextract.text import Tokens, WordTest

ROOT = Path(__file__).parents[1]
EXTRACTOR = Extractor()

# Pieces of news as it is written and as it is broken: the joints decide what they become.
PEOPLE = [
    "Bupati Siak Ahmad Fulan",
    "Pj Wali Kota Dumai, H. Budi Anu, S.Sos., M.Si.,",
    "Wakil Gubernur Riau",
    "Rektor Universitas Misal Prof. Dr. Citra Polan",
    "Kepala BP2MI",
    "Plt. Kepala Dinas Kesehatan Kabupaten Lamongan dr. Dewi Anu",
    "Direktur Utama PT Maju Misal (Persero) Tbk Eko Fulan",
    "Fulan",
    "pihaknya",
    "Ia",
]
BODIES = [
    "Pemerintah Kabupaten Siak",
    "Pemkab Bengkalis, Dairi, Muara Enim dan Pemko Dumai",
    "seluruh bupati dan wali kota se-Jawa Barat",
    "Kementerian Agama RI",
    "Kejaksaan Negeri Siak",
    "Universitas Misal (Unmis)",
    "PT Maju Misal",
    "Kabupaten A, B, C dan Kota D",
    "DPRD Kota Bandung",
    "Kota Bogor",
    "Kukar",
    "Bank Anu",
]
DEEDS = [
    "menandatangani",
    "meneken",
    "ditandatangani oleh",
    "akan meneken",
    "menjalin kerja sama melalui",
    "membahas",
    "memperpanjang",
    "batal menandatangani",
    "telah berakhir",
    "dengan",
    "antara",
    "bersama",
    "dan",
    "mewakili",
    "disaksikan",
    "berharap",
]
INSTRUMENTS = [
    "MoU",
    "nota kesepahaman",
    "Nota Kesepakatan dan Rencana Kerja",
    "Perjanjian Kerja Sama (PKS)",
    "PKS",
    "Memorandum of Understanding",
    "adendum perjanjian",
    "MoU tersebut",
    "kesepakatan bersama Nomor 12/KB/2023",
    "letter of intent tentang beasiswa",
]
DATES = [
    "Senin (6/11/2023)",
    "(6/11)",
    "Selasa, 20 Februari 2024",
    "tanggal 31 November 2023",
    "6-8 Maret 2024",
    "kemarin",
    "tahun 2023",
    "selama lima tahun hingga 2028",
    "99/99/9999",
    "06/11/23 10:15 WIB",
]
NOISE = [
    "SIAK, KABARMISAL.ID –",
    "Baca juga: Bupati Siak Teken MoU dengan Kampus",
    "“Kami bersyukur,",
    "ujarnya.",
    "denganKomisi",
    "digelar.Kegiatan",
    "MoU\u00a0dengan\u00a0BP2MI",
    "1. Bupati Siak;",
    "2) PT Anu",
    "- ",
    "(",
    ")",
    "[",
    "”",
    '"',
    "'",
    "😀👨‍👩‍👧",
    "\u202eiskatnat",
    "م",
    "İ",
    "ﬁ",
    "\x00",
    "\ufeff",
    "e\u0301",
    "\U0001f1ee\U0001f1e9",
    "...",
    "https://contoh.id/mou?id=1",
    "Halaman Selanjutnya",
    "PENULIS: FULAN",
    "BUPATI SIAK TEKEN MOU DENGAN PEMKO DUMAI",
]
JOINTS = [" ", " ", " ", ", ", ". ", ".\n", "\n\n", "", "\u00a0", "  ", "\r\n", " – ", "; "]

piece = st.one_of(*(st.sampled_from(pieces) for pieces in (PEOPLE, BODIES, DEEDS, INSTRUMENTS, DATES, NOISE)))
news = st.lists(st.tuples(piece, st.sampled_from(JOINTS)), min_size=1, max_size=40).map(
    lambda parts: "".join(words + joint for words, joint in parts)
)
any_text = st.one_of(news, news, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
published = st.one_of(st.none(), st.sampled_from(["2023-11-07", "2024-02", "2024"]))
article = st.builds(Article, text=any_text, published=published, title=st.one_of(st.none(), news))

modest = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def real_articles() -> Iterator[Article]:
    for path in sorted((ROOT / "data/seeds").glob("*.txt")):
        yield Article(text=path.read_bytes().decode(), uri=path.name)
    for line in (ROOT / "tests/articles/articles.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Article(text=row["text"], published=row["date"], uri=row["id"])


ARTICLES = list(real_articles())


def check_spans(article: Article) -> None:
    text = article.text
    ann = EXTRACTOR.pipeline.annotate(article)
    assert (ann.text, len(ann.folded)) == (text, len(text))
    groups = (ann.zones, ann.dates, ann.regions, ann.institutions, ann.people, ann.instruments, ann.cues)
    for mention in (m for group in groups for m in group):
        assert isinstance(mention, Mention)
        assert 0 <= mention.start < mention.end <= len(text), mention
        assert mention.rule
    for group in groups:
        assert [m.start for m in group] == sorted(m.start for m in group)
    for person in ann.people:
        for span in (person.name_span, person.title_span):
            assert span is None or person.start <= span[0] < span[1] <= person.end, person
    for region in ann.regions:
        assert 0 <= region.head_start <= region.start, region
    record = EXTRACTOR.extract(article)
    for found in record.mentions():
        assert text[found.start : found.end] == found.text
    for evidence in (e for agreement in record.agreements for e in agreement.evidence):
        assert any(a <= evidence.start and evidence.end <= b for a, b in ann.sentences), evidence


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.uri)
def test_spans_of_written_articles(article: Article) -> None:
    check_spans(article)


@modest
@given(article)
def test_spans_of_any_text(article: Article) -> None:
    check_spans(article)


def disorder(article: Article, random: Random) -> Article:
    """A written article with words of it doubled, exchanged, glued or parted from the next, and others put in."""
    words = article.text.split(" ")
    for _ in range(random.randint(1, 25)):
        k, j = random.randrange(len(words)), random.randrange(len(words))
        match random.choice(["in", "in", "again", "end", "glue", "exchange"]):
            case "in":
                words.insert(k, random.choice(random.choice([PEOPLE, BODIES, DEEDS, INSTRUMENTS, DATES])))
            case "again":
                words[k : k + 3] = [*words[k : k + 3], *words[k : k + 2]]
            case "end":
                words[k] = words[k].rstrip(".,") + random.choice([".", ",", "\n", " -", "(", '"'])
            case "glue":
                words[k : k + 2] = ["".join(words[k : k + 2])]
            case "exchange":
                words[k], words[j] = words[j], words[k]
    return Article(text=" ".join(words)[: random.randint(40, 2000)], published=article.published)


@settings(modest, max_examples=1000)
@given(st.builds(disorder, st.sampled_from(ARTICLES), st.randoms(use_true_random=False)))
def test_spans_of_written_articles_in_disorder(article: Article) -> None:
    check_spans(article)


@modest
@given(article, st.booleans())
def test_a_record_survives_json(article: Article, with_text: bool) -> None:
    record = EXTRACTOR.extract(article, with_text=with_text)
    line = record.to_json()
    assert "\n" not in line
    assert ArticleRecord.model_validate_json(line) == record
    assert ("text" in json.loads(line)) == with_text


@settings(modest, max_examples=20)
@given(st.lists(article, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_a_record_depends_on_its_article_alone(articles: list[Article], random: object) -> None:
    lines = [EXTRACTOR.extract(each).to_json() for each in articles]
    for number in reversed(range(len(articles))):
        assert EXTRACTOR.extract(articles[number]).to_json() == lines[number]


def test_written_articles_in_any_order_and_by_a_fresh_extractor() -> None:
    lines = [EXTRACTOR.extract(each).to_json() for each in ARTICLES]
    fresh = Extractor()
    assert [fresh.extract(each).to_json() for each in reversed(ARTICLES)] == lines[::-1]


class WholeWay(Extractor):
    """Records made without any shortcut: every annotator, every sentence, every pattern."""

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(AnchorTest, "anywhere", lambda self, folded, lowered: True)
            patch.setattr(AnchorTest, "among", lambda self, spans, folded, lowered: spans)
            patch.setattr(WordTree, "starts", lambda self, tokens: list(range(len(tokens))))
            patch.setattr(zones, "lines_around", lambda folded, places: [(0, len(folded))])
            patch.setattr(regions_context, "_NEAR", regions_context._LEFT)
            patch.setattr(broken_lines, "_BROKEN", re.compile(""))
            patch.setattr(WordTest, "among", lambda self, words: set(filter(self._holds, words)))
            patch.setattr(Tokens, "borders", lambda self, offset: False)
            patch.setattr(build, "may_agree", lambda ann, lexicon: True)
            return self.assembler.record(article, self.annotate(article), with_text=with_text)


WHOLE_WAY = WholeWay()

# Words that a shortcut looks for, near miss and hit, among what surrounds them in news.
GENERIC = [
    "kerja sama itu",
    "bekerja\n sama",
    "Kesepakatan baru",
    "kontrak kerja",
    "perjanjian",
    "berita acara serah terima",
    "komitmen  bersama",
    "Fraksi PKS",
    "M.o.U",
    "diteken keduanya",
    "menyepakati",
    "berakhir",
    "Pemkab Siak dan Pemkab Dairi",
    "Bupati Siak",
    "Baca juga",
    "Kota Dumai",
]
loose_article = st.builds(
    lambda parts: Article(text="".join(words + joint for words, joint in parts)),
    st.lists(
        st.tuples(st.one_of(st.sampled_from(GENERIC), piece), st.sampled_from(JOINTS)),
        min_size=1,
        max_size=20,
    ),
)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.uri)
def test_shortcuts_lose_nothing_in_written_articles(article: Article) -> None:
    assert EXTRACTOR.extract(article).to_json() == WHOLE_WAY.extract(article).to_json()


@settings(modest, max_examples=300)
@given(st.one_of(article, loose_article))
def test_shortcuts_lose_nothing_in_any_text(article: Article) -> None:
    assert EXTRACTOR.extract(article).to_json() == WHOLE_WAY.extract(article).to_json()


def test_any_number_of_workers_gives_the_same_lines() -> None:
    articles = ARTICLES
    errors: list[Exception] = []
    runs = []
    for workers in (1, 2):
        with Scanner(Extractor, workers=workers) as scanner:
            runs.append(list(scanner.scan(articles, on_error=errors.append)))
    assert errors == []
    assert len(runs[0]) == len(articles)
    assert runs[0] == runs[1]


def test_the_same_bytes_in_any_process() -> None:
    command = [
        sys.executable,
        "-m",
        "mouextract",
        "scan",
        "-q",
        "data/seeds",
        "tests/articles/articles.jsonl",
    ]
    runs = [
        subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": tz},
        ).stdout
        for seed, tz in (("0", "UTC"), ("1", "Asia/Jakarta"))
    ]
    assert runs[0].count(b"\n") == len(ARTICLES)
    assert runs[0] == runs[1]


OTHER_LANGUAGES = [
    "The regent of Siak and the rector of Universitas Misal signed a memorandum of understanding on Monday.",
    "Datuk Bandar itu berkata syarikat berkenaan kerana itu mahu menandatangani MoU dengan Pemkab Siak, "
    "manakala polis dan encik pengerusi jawatankuasa bahawa mesyuarat kelmarin.",
    "MoU Bupati Siak: het akkoord met Universitas Misal werd gisteren door de regent en de rector getekend.",
    "1 2 3 4 5",
    "😀",
]


@pytest.mark.parametrize("text", OTHER_LANGUAGES, ids=range(len(OTHER_LANGUAGES)))
def test_another_language_is_a_warning_without_agreements(text: str) -> None:
    record = EXTRACTOR.extract(Article(text=text))
    assert record.agreements == []
    assert record.warnings == [NOT_INDONESIAN]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.uri)
def test_indonesian_is_not_taken_for_another_language(article: Article) -> None:
    assert NOT_INDONESIAN not in EXTRACTOR.extract(article).warnings


HOSTILE = {
    "a title again and again": "Bupati ",
    "a title on every line": "Bupati\n",
    "quotes": '"',
    "quotes that open": "“",
    "quoted instruments": "“MoU ",
    "capitals": "A",
    "capital words": "Aaa Bbb ",
    "headline": "PEMKAB BUPATI MOU ",
    "digits": "1",
    "dates": "1/2/2023 ",
    "slashes": "1/2/",
    "months": "tanggal 6 November ",
    "spaces": " ",
    "line ends": "\n",
    "no-break spaces": "\u00a0",
    "parties": "antara Pemkab Siak dan Pemkab Dairi dengan ",
    "parties unknown": "antara A dan B dengan ",
    "regions": "Kabupaten Siak, Dairi, Bengkalis dan Kota Dumai, ",
    "regions unknown": "Kabupaten A, B, C dan Kota D, ",
    "institutions": "Universitas Misal, PT Maju Misal (Persero), dan CV Anu ",
    "offices": "Kepala Dinas Kepala Badan ",
    "people": "Bupati Siak Ahmad Fulan, S.Sos., M.Si., ",
    "signings": "Bupati Siak Ahmad Fulan menandatangani MoU dengan Universitas Misal. ",
    "speech": '"MoU itu baik," ujar Bupati Siak Ahmad Fulan. ',
    "list": "1. Bupati Siak\n",
    "lists": "Tiga daerah meneken MoU.\n1. Kabupaten Siak\n",
    "one list": "UGM dan UNS, ",
    "short names": "UI, UB, UM, ",
    "campuses by initials": "Universitas Muhammadiyah Sumatera Barat dan UM Sumbar, MoU, ",
    "openings": "Setelah MoU dengan Pemkab Siak, Pemkab Dairi meneken PKS dengan Pelindo, ",
    "brackets": "([{",
    "hyphens": "hak-",
    "emoji": "😀",
    "right to left": "\u202eBupati ",
    "numbers": "Nomor: 12/MoU/2023 ",
    "instruments": "MoU dengan ",
    "one sentence of signings": "Bupati Siak dan Rektor Universitas Misal meneken nota kesepahaman ",
    "see also": "Baca juga: MoU ",
    "glued": "meneken.MoU.Bupati.Siak.",
    "many names": "",
}


def hostile(kind: str, size: int) -> str:
    if kind == "many names":
        names = (f"{number:b}".translate({48: "ma", 49: "to"}) for number in range(size))
        unit = "".join(f"Bupati Na{name} Ahmad {name}a datang. " for name in islice(names, size // 25))
    else:
        unit = HOSTILE[kind]
    return (unit * (size // len(unit) + 1))[:size]


# The seeds again and again, as long as the longer of two hostile texts.
NEWS = ("\n\n".join(path.read_text("utf-8") for path in sorted((ROOT / "data/seeds").glob("*.txt"))) * 20)[
    :200_000
]


def cpu_seconds(text: str) -> float:
    # What other tests keep in memory makes each collection slow, now in one run, now in the other.
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        EXTRACTOR.extract(Article(text=text))
        return time.process_time() - begun
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length(kind: str) -> None:
    short = cpu_seconds(hostile(kind, 50_000))
    long = cpu_seconds(hostile(kind, 200_000))
    # Four times the length; the rest is for a machine that has other work too.
    assert long <= 6 * short + 1, f"{short:.2f} s for 50 KB, {long:.2f} s for 200 KB"
    # Machines differ, so what is slow is told by news of the same length.
    assert long < 2 or long <= 12 * (news := cpu_seconds(NEWS)), f"{long:.2f} s, news {news:.2f} s"
