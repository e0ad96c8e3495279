"""Zones: every rule's own examples, then what no single rule can say."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.annotate.matching import new_vocab
from mouextract.annotate.pipeline import start
from mouextract.annotate.zones import KINDS, ZoneAnnotator
from mouextract.article import Article
from mouextract.errors import RuleError
from mouextract.mentions import Zone
from mouextract.rules import Rule, RuleSet, load_rules

RULES = load_rules()
ANNOTATOR = ZoneAnnotator(RULES, new_vocab())
BODY = (
    "Bupati Contoh membuka rapat koordinasi itu pada pagi hari dan meminta semua dinas segera menyusun "
    "rencana kerja bersama para mitra di daerah."
)


def zones(text: str, title: str | None = None) -> list[Zone]:
    ann = start(Article(text=text, title=title))
    ANNOTATOR.annotate(ann)
    return ann.zones


def found(text: str, kind: str, title: str | None = None) -> list[str]:
    return [text[z.start : z.end] for z in zones(text, title) if z.kind == kind]


def unbracket(example: str) -> tuple[str, int, int]:
    """An example without its square brackets, and the span between the first of them."""
    first, last = example.index("["), example.index("]")
    rest = example[last + 1 :].replace("[", "").replace("]", "")
    return example[:first] + example[first + 1 : last] + rest, first, last - 1


@pytest.mark.parametrize("rule", RULES.of("zones"), ids=lambda rule: rule.id)
def test_rule_matches_its_examples(rule: Rule) -> None:
    for example in rule.examples:
        text, a, b = unbracket(example)
        if rule.attrs["scope"] == "lead":
            text += " " + BODY
        hits = [z for z in zones(text) if z.rule == rule.id]
        assert [text[z.start : z.end] for z in hits][:1] == [text[a:b].strip()], example
        assert hits[0].start == a


@pytest.mark.parametrize("rule", RULES.of("zones"), ids=lambda rule: rule.id)
def test_rule_spares_its_counterexamples(rule: Rule) -> None:
    for example in rule.counterexamples:
        assert rule.id not in {z.rule for z in zones(example)}, example


class TestTitle:
    def test_first_line_and_its_repetition(self) -> None:
        title = "Pemkab Contoh Bahas Nota Kesepakatan dengan Balai Anu"
        text = f"{title}\n\n{title}\n\nCONTOHAN - {BODY}"
        assert found(text, "title") == [title, title]

    def test_repeated_at_the_start_of_a_caption_line(self) -> None:
        title = "Bupati Contoh Buka Rapat Koordinasi Perlindungan Pekerja"
        text = f"Kamis, 15 Juni 2023 | 12:24 WIB\n\n{title}\n\nEditor : Fulan\n{title} Teks foto:\n\n{BODY}"
        assert found(text, "title") == [title, title]

    def test_sentence_case_needs_a_neighbour(self) -> None:
        title = "Contohan gandeng kejaksaan kawal pengadaan barang"
        assert found(f"{title}\n\n{BODY}", "title") == [title]
        assert found(f"{title}\nJumat, 1 Februari 2019 7:12 WIB\n{BODY}", "title") == [title]
        assert found(f"{title}\n{BODY}", "title") == []

    def test_lead_is_no_title(self) -> None:
        assert found(f"{BODY}\n{BODY}", "title") == []
        assert found(f"CONTOHAN - Bupati Contoh Membuka Rapat\n\n{BODY}", "title") == []

    @pytest.mark.parametrize(
        "top",
        [
            "KABAR CONTOH\nBeranda > Kabar > Kota\n\n",
            "Kabar Contoh | Metro | 10 Mei 2024\n\n",
            "BAWASLU PROVINSI CONTOH\nSIARAN PERS | GALERI\n\n",
            "kabarcontoh.com » Pemerintahan\n",
        ],
    )
    def test_page_lines_stand_above_the_title(self, top: str) -> None:
        title = "Balai Contoh dan Pemkab Anu Jalin Sinergi Lindungi Pekerja"
        assert found(f"{top}{title}\n\n{BODY}", "title") == [title]

    def test_a_page_line_may_follow_the_title_at_once(self) -> None:
        title = "Balai Contoh dan Pemkab Anu Jalin Sinergi Lindungi Pekerja"
        assert found(f"{title}\nKabar Contoh / Metro\nEdisi Pagi\n{BODY}", "title") == [title]

    def test_a_letterhead_is_the_title_where_nothing_else_is(self) -> None:
        assert found(f"WARGA CONTOH ANTRE BERAS\n\n{BODY}", "title") == ["WARGA CONTOH ANTRE BERAS"]

    def test_two_places_with_a_dash_open_a_title(self) -> None:
        title = "Contohan - Contohin Sepakat Jadi Kota Kembar Tahun Ini"
        assert found(f"{title}\n\nCONTOHAN - {BODY}", "title") == [title]

    def test_wrapped_line_is_no_title(self) -> None:
        assert (
            found(
                f"Kepala Dinas Contoh, Fulan Anu Bin Fulan\nmengatakan hal itu di kantornya pagi\n{BODY}",
                "title",
            )
            == []
        )

    def test_given_title_counts_whatever_its_form(self) -> None:
        assert found(f"warga contoh antre.\n{BODY}", "title", title="Warga  Contoh antre.") == [
            "warga contoh antre."
        ]

    def test_after_menus_and_dates(self) -> None:
        title = "Balai Contoh Jalin Sinergi dengan Pemkab"
        text = f"Friday, 19 April 2024\n\nBerita\n\nBerita Utama\n\n{title}\n\n-\n\n{BODY}"
        assert found(text, "title") == [title]


class TestLinks:
    @pytest.mark.parametrize(
        ("link", "rest"),
        [
            (
                "Baca juga:Polisi Contoh Tangkap Pencuri Sapi di Kandang",
                " Fulan mengatakan, pelaku sudah lama diincar.",
            ),
            (
                "Baca juga:Gubernur Sebut Daerah Bakal Beli Beras Senilai Rp 25 Miliar",
                " Sementara itu, harga turun.",
            ),
            ("Baca juga: Ini Sebabnya Harga Cabai Naik, Warga Mengeluh", " Menurut Fulan, pasokan kurang."),
            (
                "Baca juga:Dua Desa di Lereng Gunung Contoh Terisolasi",
                " Di sela-sela rapat, bupati berjanji membantu.",
            ),
            (
                "Baca juga: Benarkah Jembatan Contoh Retak karena Gempa?",
                ' "Kita cek besok pagi ke lokasi," ujar Fulan.',
            ),
            (
                "Baca juga:Pabrik Contoh Tutup, Ratusan Buruh Menganggur",
                " Kapolres Contoh AKBP Fulan menjelaskan duduk perkara.",
            ),
            ("Baca juga: Pasar Contoh Terbakar, Pedagang Rugi Besar", "   Warga mulai pulang."),
        ],
    )
    def test_inline_link_ends_where_the_text_goes_on(self, link: str, rest: str) -> None:
        assert found(f"Rapat itu usai sore hari. {link}{rest}", "see_also") == [link]

    @pytest.mark.parametrize(
        ("link", "rest"),
        [
            ("BACA JUGA:Maling Sandal di Contoh Terekam CCTV", "Di sela-sela rapat, bupati pamit."),
            (
                "BACA JUGA:Warga Contoh Gelar Lomba Panahan dan Sumpitan",
                "“Kita di sini akan menjaga kampung,” ujarnya.",
            ),
            ("BACA JUGA:Klub Contoh Puji Lapangan Baru di Surabaya", "Pelatih menyadari timnya belum padu."),
        ],
    )
    def test_glued_link(self, link: str, rest: str) -> None:
        assert found(f"Rapat itu usai sore hari.{link}{rest}", "see_also") == [link]

    def test_name_that_the_article_knows_stays_whole(self) -> None:
        link = "Baca juga:Warga Contoh Tuntut Ganti Rugi Lahan"
        text = f"Hadir Fulan Anu di sana. {link} Fulan Anu mengatakan, tuntutan itu wajar."
        assert found(text, "see_also") == [link]

    def test_marker_without_headline(self) -> None:
        assert found("Rapat usai.BACA JUGA:Sementara itu, bupati pamit dari aula.", "see_also") == [
            "BACA JUGA:"
        ]

    def test_headlines_below_the_marker_skip_adverts(self) -> None:
        first, second = "Wako Contoh Kukuhkan Tim Forum Kepatuhan", "Wako Anu: Lomba Menulis Jadi Masukan"
        text = f"{BODY}\nBACA JUGA:\nADVERTISEMENT\nSCROLL TO RESUME CONTENT\n{first}\n{second}\n{BODY}"
        assert found(text, "see_also") == ["BACA JUGA:", first, second]
        assert found(text, "advert") == ["ADVERTISEMENT\nSCROLL TO RESUME CONTENT"]

    @pytest.mark.parametrize("mark", ["» ", ">> ", "• ", "- ", ""])
    @pytest.mark.parametrize("opener", ["Berita Terkait :", "Berita Lainnya:", "Artikel Lain:", "Simak pula"])
    def test_links_below_an_opener_with_their_own_marks(self, opener: str, mark: str) -> None:
        links = [mark + "Pemkab Contoh Teken Nota Kesepahaman", mark + "Harga Cabai Kembali Normal"]
        text = "\n".join([BODY, BODY, "", opener, *links])
        assert found(text, "see_also") + found(text, "furniture") == [opener, *links]

    def test_a_marked_link_may_be_short(self) -> None:
        assert found(f"{BODY}\nBerita Terkait:\n» Cabai Melonjak Lagi", "see_also") == [
            "Berita Terkait:",
            "» Cabai Melonjak Lagi",
        ]

    def test_body_below_a_bare_marker_stays_body(self) -> None:
        assert found(f'{BODY}\nBaca Juga\n"Semua sudah siap," ujar Fulan.\n{BODY}', "see_also") == [
            "Baca Juga"
        ]

    def test_two_links_in_a_row(self) -> None:
        text = (
            "Rapat usai. Baca juga: Warga contoh siap hadapi musim hujan Baca juga: Sawah Contoh Kering Lagi"
        )
        assert len(found(text, "see_also")) == 2

    def test_unmarked_link_between_paragraphs(self) -> None:
        link = "Jadwal Siaran Langsung Turnamen Bulu Tangkis Asia Malam Nanti"
        assert found(f"{BODY}\n{link}\n{BODY}", "see_also") == [link]

    @pytest.mark.parametrize(
        "line",
        ["Memanfaatkan Bantuan Secara Maksimal", "Bupati Contoh Membuka Rapat Koordinasi Semua Dinas Daerah"],
    )
    def test_subheading_is_left_alone(self, line: str) -> None:
        assert found(f"{BODY}\n{line}\n{BODY}", "see_also") == []


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ('"Kita mulai besok pagi sekali," kata Fulan.', '"Kita mulai besok pagi sekali,"'),
            ("“Kita mulai besok pagi sekali,” kata Fulan.", "“Kita mulai besok pagi sekali,”"),
            ('"Kita mulai besok pagi sekali,” kata Fulan.', '"Kita mulai besok pagi sekali,”'),
            ("Kata Fulan, 'kita mulai besok pagi sekali.'", "'kita mulai besok pagi sekali.'"),
            ("‘’Kita mulai besok pagi sekali,’’ kata Fulan.", "‘’Kita mulai besok pagi sekali,’’"),
            ("“Kita mulai besok pagi sekali kata Fulan", "“Kita mulai besok pagi sekali kata Fulan"),
            ('Ia pamit."Kita mulai besok pagi sekali," katanya.', '"Kita mulai besok pagi sekali,"'),
        ],
    )
    def test_direct_speech(self, text: str, quote: str) -> None:
        assert found(text, "quotation") == [quote]

    @pytest.mark.parametrize(
        "text",
        [
            "Ma'mun dan Jum'at bukan kutipan, begitu pula Qur'an itu.",
            'Program "Siap Setara" diluncurkan.',
            'Acara bertema "Sinergi Membangun Daerah Tertinggal" itu usai.',
            "Ia menyebutnya 'salah paham' saja.",
        ],
    )
    def test_terms_and_apostrophes_are_no_speech(self, text: str) -> None:
        assert found(text, "quotation") == []

    def test_unclosed_ends_with_its_paragraph(self) -> None:
        assert found("“Kita mulai besok pagi sekali\nIa lalu pamit dari aula.", "quotation") == [
            "“Kita mulai besok pagi sekali"
        ]

    def test_second_opening_mark_closes_the_first(self) -> None:
        text = "“Kita mulai besok pagi. “Lalu kita pulang sore hari,” ujarnya."
        assert found(text, "quotation") == ["“Kita mulai besok pagi.", "“Lalu kita pulang sore hari,”"]

    def test_orphan_closing_mark_opens_nothing(self) -> None:
        text = 'Kita mulai besok," kata Fulan. "Lalu kita pulang sore hari," ujarnya.'
        assert found(text, "quotation") == ['"Lalu kita pulang sore hari,"']


class TestRest:
    def test_comments_take_what_follows_only_at_the_end(self) -> None:
        assert found(f"{BODY}\nKomentar\nMantap pak bupati\nSetuju", "comments") == [
            "Komentar\nMantap pak bupati\nSetuju"
        ]
        assert found(f"Komentar\n{BODY}\n{BODY}", "comments") == ["Komentar"]

    def test_trailing_tags(self) -> None:
        assert found(f"{BODY}\n(abc/def)\nberas murah\npasar contoh", "tags") == [
            "beras murah",
            "pasar contoh",
        ]
        assert found(f"{BODY}\nsekian", "tags") == []

    def test_dateline_only_opens_the_article(self) -> None:
        assert found(f"{BODY}\nCONTOHAN - {BODY}", "dateline") == []

    def test_tail_code_after_an_inline_link(self) -> None:
        text = f"{BODY}BACA JUGA:Warga Contoh Antre Beras MurahIa lalu pamit dari aula.(ab/cd)"
        assert found(text, "publication") == ["(ab/cd)"]

    def test_embed_with_its_brackets(self) -> None:
        assert found(f"{BODY} [Gambas:Video 20detik] {BODY}", "advert") == ["[Gambas:Video 20detik]"]

    def test_empty_and_blank(self) -> None:
        assert zones("") == []
        assert zones(" \n\u200b\n") == []


def test_wrong_rules_are_refused() -> None:
    def with_rule(rule: Rule) -> RuleSet:
        return RuleSet({**RULES.concerns, "zones": (rule,)}, "")

    good = Rule("a.b", "advert", regex=re.compile("X"), attrs={"scope": "line"}, file="f.toml")
    ZoneAnnotator(with_rule(good), new_vocab())
    for bad in (
        Rule("a.b", "nonsense", regex=re.compile("X"), attrs={"scope": "line"}, file="f.toml"),
        Rule("a.b", "advert", phrases=("X",), attrs={"scope": "line"}, file="f.toml"),
        Rule("a.b", "advert", regex=re.compile("X"), attrs={"scope": "everywhere"}, file="f.toml"),
        Rule("a.b", "advert", regex=re.compile("X"), attrs={"scope": "inline"}, file="f.toml"),
        Rule(
            "a.b",
            "advert",
            regex=re.compile("X"),
            attrs={"scope": "inline", "anchors": ["Big"]},
            file="f.toml",
        ),
    ):
        with pytest.raises(RuleError, match=r"f\.toml: a\.b"):
            ZoneAnnotator(with_rule(bad), new_vocab())


PIECES = st.sampled_from(
    [
        "Baca juga:",
        "BACA JUGA:",
        "\n",
        "\r\n",
        " ",
        '"',
        "“",
        "”",
        "'",
        ".",
        "(",
        ")",
        "Komentar",
        "Tags",
        "ADVERTISEMENT",
        "Bupati",
        "kata",
        "Di",
        "12/06/2025",
        "WIB",
        "|",
        "-",
        "–",
        "Foto:",
        "Warga Contoh Antre Beras",
        "di",
        "CCTVDi",
        "Pewarta:",
        "\u00a0",
        "\u200b",
        "Copyright ©",
        "a",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_zones_are_true_spans_in_order_without_overlap(text: str) -> None:
    marked = zones(text)
    for zone in marked:
        assert 0 <= zone.start < zone.end <= len(text)
        assert zone.kind in KINDS
    for before, after in pairwise(marked):
        assert before.end <= after.start


@pytest.mark.parametrize(
    "unit",
    [
        "Bupati ",
        '"',
        "“a b c d ",
        "A ",
        "1",
        ".",
        "Baca juga: A B C D e ",
        "Baca juga:\n",
        "|||||\n",
        "(",
        "'a",
        "Tags\n",
        "Ab Cd\n",
    ],
)
def test_hostile_input_stays_linear(unit: str) -> None:
    def cost(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        began = time.process_time()
        zones(text)
        return time.process_time() - began

    cost(2_000)
    small, large = cost(20_000), cost(160_000)
    assert large < 8 * small * 3 + 0.2
