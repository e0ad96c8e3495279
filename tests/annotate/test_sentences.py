"""Sentences: where they end and where they do not; they tile the text."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.annotate.matching import RuleMatcher, new_vocab
from mouextract.annotate.pipeline import start
from mouextract.annotate.sentences import SentenceAnnotator
from mouextract.annotate.wording import wording
from mouextract.annotate.zones import ZoneAnnotator
from mouextract.article import Article
from mouextract.errors import RuleError
from mouextract.mentions import Annotations
from mouextract.rules import Rule, RuleSet, load_rules

RULES = load_rules()
VOCAB = new_vocab()
ZONES = ZoneAnnotator(RULES, VOCAB)
ANNOTATOR = SentenceAnnotator(RULES, VOCAB)


def annotated(text: str) -> Annotations:
    ann = start(Article(text=text))
    ZONES.annotate(ann)
    ANNOTATOR.annotate(ann)
    return ann


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in annotated(text).sentences]


@pytest.mark.parametrize("rule", RULES.of("sentences"), ids=lambda rule: rule.id)
def test_word_rule_matches_its_examples(rule: Rule) -> None:
    matcher = RuleMatcher(VOCAB, [rule])
    for example in rule.examples:
        text = example.replace("[", "").replace("]", "")
        span = (example.index("["), example.index("]") - 1)
        assert span in {(f.start, f.end) for f in matcher.find(text)}, example
        if rule.label in ("abbreviation", "attribution"):
            assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Hadir Sekda Drs. H. Fulan Contoh, S.Sos., M.Si., di aula.",
        "Wali Kota Contoh, Fulan,S.Sos berharap semua lancar.",
        "Acara digelar di Aula K.H. Fulan Anu Lantai 1.",
        "Direktur Gatot M. Contoh dan A.A. Anu hadir.",
        "Kapolda Irjen. Pol. Fulan dan Letkol Inf. Anu ikut.",
        "Surat No. 7 dikirim ke Jl. Contoh, Kab. Anu.",
        "Nilainya Rp2.520.000 pada pukul 09.30 WIB.",
        "Ia menulis di Kompas.com dan KABAR.ID tadi.",
        "Tampak Plt. Kepala Dinas dan Pj. Bupati Contoh.",
        "Yayasan Anu c.q. Badan Contoh menggugat.",
        "Mereka membawa beras, gula, dll. ke balai desa.",
        '"Ayo mulai." Pungkas Fulan di aula.',
        '"Sudah siap?" kata Fulan.',
        "1. Pelatihan bagi calon pekerja.",
        "a. Nota antara dua daerah.",
        "Bank Contoh Tbk. dan PT. Anu bermitra.",
        "Sebanyak 7.500 saham PT Contoh Indah, Tbk. (CTHI) dibeli Kantor Anu Ltd. (KAL), kemarin.",
        "BENGKALIS,KABARCONTOH.COM-Bupati membuka rapat koordinasi tingkat kabupaten pagi ini.",
        "Serang, Kabarcontoh.com. - Bupati membuka rapat koordinasi tingkat kabupaten di aula pagi ini.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Rapat usai.| Bupati pamit.",
        "Rapat digelar.|Kegiatan itu lancar.",
        "Rapat digelar (20/7/2022).|Acara itu lancar.",
        "Itu terjadi pada 2025.|Menurut Fulan, semua siap.",
        "Mitranya BP2MI.|Kegiatan lalu dimulai.",
        "Impor sudah diputuskan.|“Kita tunggu saja nanti,” ujarnya.",
        'Impor sudah diputuskan."|Hal itu ditirukan.',
        'Ia pamit.|"Kita mulai besok pagi," katanya.',
        '"Kita mulai besok pagi."| Bupati lalu pamit.',
        "Apa bedanya?| Yang pertama memuat niat.",
        "Ia pulang!| Warga pun pulang.",
        "Warga menunggu...| Bupati tidak datang.",
        "Rapat usai.| 12 orang pulang.",
        "Rapat usai\n|Bupati pamit",
        "Berikut isinya:\n|1. Pelatihan bagi pekerja;\n|2. Penyusunan materi.",
        "Penempatan butuh sektor riil.,| Sebelumnya, bank menunggu.",
        "Ia dari golongan A.| Menurut dia, itu cukup.",
        "Kerja sama dimulai.| sementara itu, warga menunggu.",
        "Ia meraih gelar M.Si.| Bupati memujinya.",
    ],
)
def test_parted_at_the_bars(text: str) -> None:
    assert sentences(text.replace("|", "")) == [part.strip() for part in text.split("|")]


class TestLostStops:
    @pytest.mark.parametrize(
        "text",
        [
            "Dukungan itu datang dari PT\nContoh Abadi Investama",
            "Ia bertemu pejabat dari the U\nS\nand Foreign Service",
            "Hadir pula Irjen Pol\nFulan Contoh",
            "Lahan itu menampung sampah dengan kapasitas 2\n300 ton per hari",
            "Kegiatan itu dihadiri oleh seluruh pejabat kabupaten dan\npara tamu undangan dari provinsi.",
            "“Kita mulai besok,”\nkata Fulan.",
        ],
    )
    def test_broken_line_is_joined(self, text: str) -> None:
        assert sentences(text) == [text]

    @pytest.mark.parametrize(
        "text",
        [
            "Dukungan itu datang dari PT\n\nContoh Abadi",
            "Kegiatan itu dihadiri oleh seluruh pejabat kabupaten contoh\na. bupati;\nb. wakil bupati",
            "Tahun 2023\n12 orang datang",
        ],
    )
    def test_other_lines_are_not(self, text: str) -> None:
        assert sentences(text) == [line for line in text.split("\n") if line]


class TestZoneBorders:
    def test_inline_link_is_a_sentence_of_its_own(self) -> None:
        text = (
            "Ia pamit sore itu. Baca juga:Polisi Contoh Tangkap Pencuri Sapi di Kandang "
            "Fulan mengatakan, pelaku diincar."
        )
        assert sentences(text) == [
            "Ia pamit sore itu.",
            "Baca juga:Polisi Contoh Tangkap Pencuri Sapi di Kandang",
            "Fulan mengatakan, pelaku diincar.",
        ]

    def test_byline_code_is_cut_off(self) -> None:
        assert sentences("Acara ditutup dengan doa.(ra)") == ["Acara ditutup dengan doa.", "(ra)"]

    def test_quotation_and_dateline_do_not_split(self) -> None:
        text = (
            "CONTOHAN – Bupati berkata, “Kita mulai besok pagi sekali,” kepada semua kepala dinas "
            "yang hadir di aula pada pagi itu."
        )
        assert sentences(text) == [text]


def test_blank_texts_have_no_sentence() -> None:
    assert sentences("") == []
    assert sentences(" \n\u00a0\u200b\r\n") == []


def test_line_ends_of_every_kind() -> None:
    assert sentences("Satu\r\nDua\rTiga\u2028Empat") == ["Satu", "Dua", "Tiga", "Empat"]


def test_wrong_word_rules_are_refused() -> None:
    for bad in (
        Rule("a.b", "nonsense", phrases=("x",), file="f.toml"),
        Rule("a.b", "opener", regex=re.compile("x"), file="f.toml"),
        Rule("a.b", "abbreviation", phrases=("Drs",), file="f.toml"),
    ):
        with pytest.raises(RuleError, match=r"f\.toml: a\.b"):
            wording(RuleSet({"sentences": (bad,)}, ""))


PIECES = st.sampled_from(
    [
        "Rapat",
        "usai",
        ".",
        "!",
        "?",
        "…",
        " ",
        "\n",
        "\r\n",
        '"',
        "“",
        "”",
        "(",
        ")",
        "Drs.",
        "H.",
        "PT",
        "U",
        "S",
        "2",
        "300",
        ",",
        "Baca juga:",
        "Warga Contoh Antre Beras",
        "kata",
        "Kata",
        "\u00a0",
        "\u200b",
        "\u2028",
        "1.",
        "a.",
        "M.Si.",
        "Komentar",
        "ADVERTISEMENT",
        "(ra)",
        "–",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_sentences_tile_the_text(text: str) -> None:
    ann = annotated(text)
    done = 0
    for a, b in ann.sentences:
        assert done <= a < b <= len(text)
        assert not ann.folded[done:a].strip()
        assert ann.folded[a:b] == ann.folded[a:b].strip()
        done = b
    assert not ann.folded[done:].strip()


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_sentences_keep_within_the_borders_of_zones(text: str) -> None:
    ann = annotated(text)
    for zone in ann.zones:
        if zone.kind not in ("quotation", "dateline"):
            assert all(
                b <= zone.start or a >= zone.end or (a >= zone.start and b <= zone.end)
                for a, b in ann.sentences
            )


@pytest.mark.parametrize(
    "unit", ["Bupati ", '"', "A ", "1 ", ".", "a. ", "A.", '." ', "a\n", "PT\n", "(", "., "]
)
def test_hostile_input_stays_linear(unit: str) -> None:
    def cost(size: int) -> float:
        ann = start(Article(text=(unit * (size // len(unit) + 1))[:size]))
        began = time.process_time()
        ANNOTATOR.annotate(ann)
        return time.process_time() - began

    cost(2_000)
    small, large = cost(20_000), cost(160_000)
    assert large < 8 * small * 3 + 0.2


def test_an_abbreviation_alone_in_brackets_ends_no_sentence() -> None:
    assert sentences("Kepala BP2MI Brigjen Pol. (Purn.) Dr. Amir Badu hadir.") == [
        "Kepala BP2MI Brigjen Pol. (Purn.) Dr. Amir Badu hadir."
    ]
    assert len(sentences("Rapat itu usai (kata panitia.) Dr. Amir Badu hadir.")) == 2
