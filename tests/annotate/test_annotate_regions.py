"""Regions in running text: head, level, namesakes, and names that belong to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from mouextract.annotate.regions import RegionAnnotator
from mouextract.knowledge.regions import all_regions, full_name, region
from mouextract.mentions import Annotations, RegionMention, Zone
from mouextract.rules import Rule, load_rules
from mouextract.text import fold

RULES = load_rules()
ANNOTATOR = RegionAnnotator(RULES, Vocab())


def find(text: str, zones: list[Zone] | None = None) -> list[RegionMention]:
    ann = Annotations(text=text, folded=fold(text), zones=zones or [])
    ANNOTATOR.annotate(ann)
    return ann.regions


def codes(text: str) -> list[str]:
    """Codes of what counts as named."""
    return [m.code for m in find(text) if m.inside != "other"]


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        ("Kabupaten Bogor panen.", "kabupaten", "32.01"),
        ("Warga Kab. Bogor panen.", "kabupaten", "32.01"),
        ("Warga Kabupataen Kampar panen.", "kabupaten", "14.01"),
        ("Kota Bogor panen.", "kota", "32.71"),
        ("Provinsi Jambi panen.", "provinsi", "15"),
        ("Pemkab Malang rapat.", "pemkab", "35.07"),
        ("Pemko Dumai rapat.", "pemkot", "14.72"),
        ("Pemerintah Kota (Pemko) Dumai rapat.", "pemkot", "14.72"),
        ("Pemerintah Kabupaten (Pemkab) Solok rapat.", "pemkab", "13.02"),
        ("pemerintah kota Tanjungpinang rapat.", "pemkot", "21.72"),
        ("Pemprov NTB rapat.", "pemprov", "52"),
        ("Pemda Lembata rapat.", "pemda", "53.13"),
        ("Bupati Kabupaten Bengkalis hadir.", "bupati", "14.03"),
        ("Wabup Kutim hadir.", "bupati", "64.08"),
        ("Walikota Kupang hadir.", "wali kota", "53.71"),
        ("Wakil Wali Kota Bima hadir.", "wali kota", "52.72"),
        ("Gubernur Gorontalo hadir.", "gubernur", "75"),
        ("Wagub Jakarta hadir.", "gubernur", "31"),
        ("Bupati PALI hadir.", "bupati", "16.12"),
        ("Kabupaten Pontianak berganti nama.", "kabupaten", "61.02"),
    ],
)
def test_heads_tell_the_level(text: str, head: str, code: str) -> None:
    (mention,) = find(text)
    assert (mention.head, mention.code, mention.certain) == (head, code, True)


def test_the_span_is_the_name_and_the_head_begins_before() -> None:
    text = "Lalu Pemerintah Kota Tanjung Pinang rapat."
    (mention,) = find(text)
    assert text[mention.start : mention.end] == "Tanjung Pinang"
    assert text[mention.head_start : mention.end] == "Pemerintah Kota Tanjung Pinang"
    assert mention.name == "Tanjungpinang"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maluku Utara panen.", ["82"]),
        ("Bupati Bolaang Mongondow Timur hadir.", ["71.10"]),
        ("Muaro Jambi panen.", ["15.05"]),
        ("Kepulauan Riau panen.", ["21"]),
        ("Kabupaten Ogan Komering Ulu Selatan panen.", ["16.09"]),
        ("Kep. Anambas panen.", ["21.05"]),
        ("WARGA TANJUNG PINANG PANEN", ["21.72"]),
        ("Warga  Tanjung  Pinang panen.", ["21.72"]),
        ("Warga Deliserdang panen.", ["12.07"]),
        ("Rapat diSumenep ditunda.", ["35.29"]),
        ("Warga KotaTarakan panen.", ["65.71"]),
        ("Pemkot Tarakanmeneken naskah.", ["65.71"]),
        ("warga kabupaten bengkalis panen", ["14.03"]),
        ("warga bengkalis panen", []),
        ("Warga Banyuwangian panen.", []),
    ],
)
def test_longest_names_in_every_print(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabupaten Cirebon, Indramayu dan Kota Tegal", ["32.09", "32.12", "33.76"]),
        ("Kabupaten Kediri, Blitar, serta Madiun", ["35.06", "35.05", "35.19"]),
        ("Pemkab Bogor dan Bekasi", ["32.01", "32.16"]),
        ("wilayah Kota dan Kabupaten Bogor", ["32.71", "32.01"]),
        ("Pemkab dan Pemkot Bogor rapat", ["32.01", "32.71"]),
        ("Bupati/Wali Kota Madiun hadir", ["35.19", "35.77"]),
        ("tiga kabupaten, yakni Bandung, Garut, dan Sukabumi", ["32.04", "32.05", "32.02"]),
        ("dua pemerintah provinsi, yaitu Jambi dan Bengkulu", ["15", "17"]),
        ("Riau, Jambi, dan Bengkulu", ["14", "15", "17"]),
        ("(Provinsi) NTB dan (Kabupaten) Sumbawa", ["52", "52.04"]),
        ("Kabupaten Sidenreng Rappang (Sidrap) dan Bone", ["73.14", "73.14", "73.08"]),
        ("warga Malang, Batu, dan Pacitan", ["35.73", "35.79", "35.01"]),
        ("Kabupaten Boalemo, Gorontalo, panen", ["75.02", "75"]),
        ("Kabupaten Boalemo, Gorontalo dan Pohuwato", ["75.02", "75.01", "75.04"]),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "certain"),
    [
        ("Warga Bogor panen.", "32.71", False),
        ("Bupati Bogor hadir. Warga Bogor panen.", "32.01", True),
        ("Warga Bogor panen. Bupati Bogor hadir.", "32.01", True),
        ("Warga Ciwidey, Bandung, panen.", "32.04", True),
        ("Warga Kecamatan Ciwidey panen. Jalan ke Bandung macet.", "32.04", True),
        ("Warga se-Jambi panen.", "15", True),
        ("Warga Banjar panen di Kalimantan Selatan.", "63.03", True),
        ("Sang bupati hadir. Warga Madiun panen.", "35.19", False),
        ("Para bupati hadir. Warga Sleman dan Magelang panen.", "33.71", False),
    ],
)
def test_namesakes(text: str, code: str, certain: bool) -> None:
    mentions = {m.code: m for m in find(text)}
    assert code in mentions
    assert mentions[code].certain is certain
    assert sum(region(c).name == region(code).name for c in mentions) == 1


def test_both_namesakes_headed_leave_a_bare_one_uncertain() -> None:
    *_, last = find("Wali Kota Solok hadir. Bupati Solok hadir. Lalu Solok panen.")
    assert (last.code, last.certain) == ("13.02", False)


@pytest.mark.parametrize(
    "text",
    [
        "Kapolres Bogor hadir.",
        "Kejaksaan Negeri Bengkalis rapat.",
        "Hakim PN Sleman hadir.",
        "Lapas Kelas IIA Cilegon penuh.",
        "Kantor Imigrasi Kelas I Dumai buka.",
        "BPJS Kesehatan Cabang Tasikmalaya rapat.",
        "KPU Kabupaten Agam rapat.",
        "Dandim 0999/Bengkalis hadir.",
        "Universitas Negeri Malang rapat.",
        "RSUD dr. Contoh Bondowoso penuh.",
        "PT Semen Padang untung.",
        "Saham Bank Jambi naik.",
        "Persib Bandung menang.",
        "Bali United menang.",
        "Macet di Jalan Raya Bogor.",
        "Macet di Tol Serang-Panimbang.",
        "Kapal di Selat Malaka karam.",
        "Warga Kecamatan Semarang Utara panen.",
        "Wartawan Radar Bogor hadir.",
        "Kabar dari Tribun-Medan.com hari ini.",
        "Warga Papua Nugini panen.",
        "Kantor di kawasan Kuningan, Jakarta.",
        "Kepolisian Daerah Jawa Timur (Jatim) rapat.",
    ],
)
def test_names_within_names_of_others(text: str) -> None:
    assert {m.inside for m in find(text)} == {"other"}


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Tenaga Kerja Kabupaten Bengkalis rapat.",
        "Dinas Pemuda dan Olahraga Bantul rapat.",
        "Dinas Perumahan Rakyat dan Kawasan Permukiman Ngawi rapat.",
        "Kantor Dinas Sosial Blora tutup.",
        "Kepala BPBD Cilacap hadir.",
        "Badan Kepegawaian Daerah Maros rapat.",
        "DPRD Kabupaten Probolinggo rapat.",
        "Dewan Perwakilan Rakyat Daerah Kudus rapat.",
        "RSUD dan Dinas Kesehatan Blora rapat.",
        "Dinas Pasar Blora rapat.",
    ],
)
def test_bodies_of_the_own_government(text: str) -> None:
    (mention,) = find(text)
    assert mention.inside == "own"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DPRD dan Polres Ngawi rapat.", []),
        ("Dinas Pendidikan dan Direktur RSUD Ngawi rapat.", []),
        ("Kepala Badan Narkotika Nasional Kota Tegal rapat.", []),
        ("PT Contoh Kabupaten Pati tutup.", ["33.18"]),
        ("Polres Tangkap Warga Sleman", ["34.04"]),
        ("Kampus Contoh Gandeng Pemkab Sleman", ["34.04"]),
        ("Rektor Universitas Contoh di Jember hadir.", ["35.09"]),
        ("Polres Jember. Blora panen.", ["33.16"]),
    ],
)
def test_where_a_longer_name_ends(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wali Kota Bogor Bima Arya hadir.", ["32.71"]),
        ("Iran Serang Israel", []),
        ("Warga Bima panen.", ["52.72"]),
        ("Harga Batu Bara naik.", []),
        ("Bupati Batu Bara hadir. Petani Batu Bara panen.", ["12.19", "12.19"]),
        ("Anggota OKI bersidang.", []),
        ("Kabupaten Ogan Komering Ilir (OKI) panen. OKI maju.", ["16.02", "16.02", "16.02"]),
        ("Kabar dari PALI hari ini.", ["16.12"]),
        ("KABAR DARI WARGA PALI HARINI", []),
        ("Jakarta macet, Gubernur Jakarta tahu.", ["31"]),
        ("Warga Jakarta Selatan panen.", ["31.74"]),
        ("Kemacetan di Puncak, Bogor.", ["32.71"]),
        ("Keluarganya pindah ke Metro, rumahnya di Buru.", ["18.72", "81.04"]),
        ("Ia tampil di Metro Malam, dikutip dari Metro.", []),
        ("Kata ketuanya, Sabar Lingga, panen mundur. Lingga panen.", ["21.04"]),
    ],
)
def test_names_that_need_support(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Musi Rawas Utara (MRU) panen. Pemkab MRU rapat di MRU.", ["16.13"] * 4),
        ("Way Kanan (WK) panen. Bupati WK hadir.", ["18.08"] * 3),
        # Not the initials of the name, or bound nowhere.
        ("Musi Rawas Utara (DPR) panen. DPR rapat.", ["16.13"]),
        ("Musi Rawas Utara panen. MRU rapat.", ["16.13"]),
        ("Way Kanan (WK) panen. Klub WK Setia menang.", ["18.08"] * 2),
        # The article's own reading before the table's, a longer name of the table before both.
        (
            "Kepulauan Talaud (KT) dan Ogan Komering Ulu (OKU) rapat. OKU Timur juga.",
            ["71.04"] * 2 + ["16.01"] * 2 + ["16.08"],
        ),
    ],
)
def test_initials_that_the_article_binds_to_a_region(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "DUMAI - Warga panen.",
        "DUMAI,KABARCONTOH.COM- Warga panen.",
        "Dumai (KANTOR BERITA) - Warga panen.",
        "CONTOHNEWS.COM, DUMAI – Warga panen.",
        "Judul berita\n\nDumai, Suara Contoh -- Warga panen.",
    ],
)
def test_datelines(text: str) -> None:
    (mention,) = find(text)
    assert (mention.code, mention.inside) == ("14.72", "dateline")


def test_dateline_of_a_namesake_of_its_province_is_the_city() -> None:
    mention, *_ = find("JAMBI - Gubernur Jambi hadir.")
    assert mention.code == "15.71"


def test_dateline_zone() -> None:
    text = "Dumai. Warga panen."
    (mention,) = find(text, [Zone(0, 6, "zone.dateline", "dateline")])
    assert mention.inside == "dateline"


@pytest.mark.parametrize("found", all_regions(), ids=lambda r: r.code)
def test_every_region_is_found_by_its_full_name(found) -> None:  # type: ignore[no-untyped-def]
    text = f"Rapat di {full_name(found.code)} ditunda."
    (mention,) = find(text)
    assert (mention.code, mention.inside) == (found.code, None)


def test_a_folder_of_rules_can_add_a_head_in_small_letters(tmp_path: Path) -> None:
    (tmp_path / "regions.toml").write_text(
        '[[rule]]\nid = "my.head"\nlabel = "small_head"\nvalue = "kabupaten"\n'
        'pattern = "pesisir"\nexamples = ["Nelayan [pesisir] bengkalis menunggu."]\n'
    )
    text = "Nelayan pesisir bengkalis menunggu."
    ann = Annotations(text=text, folded=text)
    RegionAnnotator(load_rules([tmp_path]), Vocab()).annotate(ann)
    assert [m.code for m in ann.regions] == ["14.03"]
    assert not find(text)


_MARKED = re.compile(r"\[([^\]]*)\]")
_DECIDING = ("head", "own", "other", "before", "after", "intro", "separator")


@pytest.mark.parametrize("rule", RULES.of("regions", *_DECIDING), ids=lambda r: r.id)
def test_every_rule_decides_its_examples_and_not_its_counterexamples(rule: Rule) -> None:
    for example in rule.examples:
        text = _MARKED.sub(r"\1", example)
        assert _MARKED.findall(example)[0] in [text[m.start : m.end] for m in find(text) if m.rule == rule.id]
    for example in rule.counterexamples:
        assert rule.id not in {m.rule for m in find(example)}, example


PIECES = [
    "Bupati ",
    "Kota dan Kabupaten ",
    "Bogor",
    "Gorontalo",
    ", ",
    " dan ",
    "(",
    ")",
    "PT ",
    "Dinas ",
    "\n",
    "Batu",
    "  ",
    "Kec. ",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join))
def test_spans_hold_on_any_text(text: str) -> None:
    mentions = find(text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for m in mentions:
        assert 0 <= m.head_start <= m.start < m.end <= len(text)
        assert region(m.code).level == m.level
        assert region(m.code).name == m.name
    assert find(text) == mentions
