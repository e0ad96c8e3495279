"""Offices: heads, acting marks, units, and where the unit ends and the name begins."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mouextract.annotate.matching import new_vocab
from mouextract.annotate.office_misprints import Speller
from mouextract.annotate.people import PersonAnnotator
from mouextract.annotate.pipeline import Pipeline
from mouextract.article import Article
from mouextract.errors import RuleError
from mouextract.knowledge.offices import is_name_word, office_acronyms
from mouextract.mentions import PersonMention
from mouextract.rules import RuleSet, load_rules

RULES = load_rules()


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(RULES, only=["zones", "sentences", "dates", "regions", "institutions", "people"])


def first(pipeline: Pipeline, text: str) -> PersonMention:
    people = pipeline.annotate(Article(text=text)).people
    assert people, f"nobody in {text!r}"
    return people[0]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Penjabat Bupati Siak Rahmat Wibowo hadir.", "Rahmat Wibowo", "Pj Bupati Siak"),
        ("Penjabat (Pj.) Gubernur Banten Rahmat Wibowo hadir.", "Rahmat Wibowo", "Pj Gubernur Banten"),
        ("Plt. Wali kota Dumai, Rahmat Wibowo, hadir.", "Rahmat Wibowo", "Plt Wali Kota Dumai"),
        ("Pelaksana Harian (Plh) Sekda Lampung Rahmat hadir.", "Rahmat", "Plh Sekretaris Daerah Lampung"),
        ("Walikota Dumai Rahmat hadir.", "Rahmat", "Wali Kota Dumai"),
        ("Wako Dumai Rahmat hadir.", "Rahmat", "Wali Kota Dumai"),
        ("Wabup Siak Rahmat hadir.", "Rahmat", "Wakil Bupati Siak"),
        ("Wawako Dumai Rahmat hadir.", "Rahmat", "Wakil Wali Kota Dumai"),
        ("Wagub Riau Rahmat hadir.", "Rahmat", "Wakil Gubernur Riau"),
        ("Menkes Rahmat Wibowo hadir.", "Rahmat Wibowo", "Menteri Kesehatan"),
        ("Kajari Merauke Rahmat Wibowo hadir.", "Rahmat Wibowo", "Kepala Kejaksaan Negeri Merauke"),
        ("Dirut PT Contoh Jaya, Rahmat, hadir.", "Rahmat", "Direktur Utama PT Contoh Jaya"),
        ("Kadisdik Kota Metro Rahmat hadir.", "Rahmat", "Kepala Dinas Pendidikan Kota Metro"),
        ("Mantan Gubernur Banten Rahmat Wibowo hadir.", "Rahmat Wibowo", "Mantan Gubernur Banten"),
        ("Kapolres Blitar Kota Rahmat Wibowo hadir.", "Rahmat Wibowo", "Kapolres Blitar Kota"),
        ("Presiden FIFA Rahmat Wibowo hadir.", "Rahmat Wibowo", "Presiden FIFA"),
        ("Wakil Presiden RI Rahmat Wibowo hadir.", "Rahmat Wibowo", "Wakil Presiden RI"),
        (
            "Naib Canselor Universiti Jaya, Datuk Rahmat Wibowo, hadir.",
            "Rahmat Wibowo",
            "Naib Canselor Universiti Jaya",
        ),
        ("Dekan FK Unram, Profesor Madya Rahmat Wibowo, hadir.", "Rahmat Wibowo", "Dekan FK Unram"),
        ("Kepala BBPOM di Bandung, Rahmat Wibowo, hadir.", "Rahmat Wibowo", "Kepala BBPOM di Bandung"),
    ],
)
def test_roles_are_spelt_in_one_way(pipeline: Pipeline, text: str, name: str, role: str) -> None:
    found = first(pipeline, text)
    assert (found.name, found.role) == (name, role)


def test_the_president_alone_is_no_associations(pipeline: Pipeline) -> None:
    text = "Presiden Rahmat Wibowo menerima Presiden FIFA Jono Fulan. Presiden lalu pulang."
    found = pipeline.annotate(Article(text=text)).people
    assert [p.name for p in found] == ["Rahmat Wibowo", "Jono Fulan", "Rahmat Wibowo"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sekeretaris Daerah H. Rahmat Wibowo hadir.", "Sekretaris Daerah"),
        ("Gubenur Riau Rahmat Wibowo hadir.", "Gubernur Riau"),
        ("Sekertaris Inspektorat Siak Rahmat Wibowo hadir.", "Sekretaris Inspektorat Siak"),
        ("Kepala Disnker Muara Enim, Rahmat Wibowo, hadir.", "Kepala Disnaker Muara Enim"),
        ("Kepala Dinas Hortikultra Siak, Rahmat Wibowo, hadir.", "Kepala Dinas Hortikultura Siak"),
        (
            "Kepala Bidang Perempun Dinas Sosial Siak Rahmat Wibowo hadir.",
            "Kepala Bidang Perempuan Dinas Sosial Siak",
        ),
    ],
)
def test_misprinted_words_are_mended_in_the_role(pipeline: Pipeline, text: str, role: str) -> None:
    found = first(pipeline, text)
    assert found.role == role
    assert found.name == "Rahmat Wibowo"
    assert text.startswith(text[found.start : found.end])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        # Words of their own, one letter away from Penerbangan and Pelayanan.
        ("Kepala Penerangan Kodam Jaya Rahmat Wibowo hadir.", "Kepala Penerangan Kodam Jaya"),
        (
            "Kepala Bidang Pelayaran Dinas Perhubungan Siak Rahmat Wibowo hadir.",
            "Kepala Bidang Pelayaran Dinas Perhubungan Siak",
        ),
        # A company may be called as it likes.
        ("Direktur PT Kontruksi Misal Jaya Rahmat Wibowo hadir.", "Direktur PT Kontruksi Misal Jaya"),
        # A spelling that many use is no misprint.
        ("Kepala Badan Perlindungan Konsumen Rahmat Wibowo hadir.", "Kepala Badan Perlindungan Konsumen"),
    ],
)
def test_words_of_their_own_are_no_misprints(pipeline: Pipeline, text: str, role: str) -> None:
    assert first(pipeline, text).role == role


@pytest.mark.parametrize(
    "word", ["sekretaris", "kemendag", "anggarkan", "penerangan", "sekretarit", "pelayaran"]
)
def test_speller_leaves_other_words_alone(word: str) -> None:
    known = ["sekretaris", "kemenag", "anggaran", "penerbangan", "pelayanan"]
    assert Speller(known, frozenset({"penerangan"})).right(word) is None


@pytest.mark.parametrize("word", ["sekeretaris", "sekertaris", "sekretris", "sekretariss"])
def test_speller_mends_one_letter(word: str) -> None:
    assert Speller(["sekretaris", "gubernur"]).right(word) == "sekretaris"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Sekretaris Dinas Pemerintahan Desa Syahrial", "Syahrial", "Sekretaris Dinas Pemerintahan Desa"),
        ("Kasi Pemerintahan Desa Rahmat", "Rahmat", "Kepala Seksi Pemerintahan Desa"),
        (
            "Kasi Pemerintahan Desa Sukatorik Rahmat Wibowo",
            "Rahmat Wibowo",
            "Kepala Seksi Pemerintahan Desa Sukatorik",
        ),
        ("Ketua BPD Desa Sukatorik Rahmat Wibowo", "Rahmat Wibowo", "Ketua BPD Desa Sukatorik"),
    ],
)
def test_desa_is_a_field_or_a_village(pipeline: Pipeline, text: str, name: str, role: str) -> None:
    found = first(pipeline, f"{text} hadir.")
    assert (found.name, found.role) == (name, role)


@pytest.mark.parametrize(
    "role",
    [
        "Menteri P2MI/Kepala BP2MI",
        "Menteri Investasi/Kepala BKPM",
        "Wakil Menteri Pertanian/Wakil Kepala Badan Pangan Nasional",
        "Menteri P2MI sekaligus Kepala BP2MI",
        "Bupati Siak yang juga Ketua Apkasi",
        "Kepala Dinas Sosial/Plt Kepala Dinas Kesehatan Siak",
    ],
)
def test_two_offices_before_a_name_are_one_persons(pipeline: Pipeline, role: str) -> None:
    people = pipeline.annotate(Article(text=f"{role} Rahmat Wibowo hadir.")).people
    assert [(found.name, found.role) for found in people] == [("Rahmat Wibowo", role)]


def test_offices_without_a_name_behind_stay_apart(pipeline: Pipeline) -> None:
    people = pipeline.annotate(Article(text="Bupati Siak/Wakil Bupati Siak hadir.")).people
    assert "Bupati Siak/Wakil Bupati Siak" not in [found.role for found in people]


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("Kepala Dinas Pangan, Pertanian dan Perikanan Kota Metro", "Rahmat Wibowo"),
        ("Kepala Bidang Pembinaan SMA", "Rudi"),
        ("Kepala Bagian Kemasyarakatan", "Paul Wirajati"),
        ("Sekretaris Inspektorat", "Torik Wibowo"),
        ("Asisten Pemerintahan dan Kesejahteraan Rakyat", "Torik Wibowo"),
        ("Staf Ahli Bupati Bidang Hukum dan Sumber Daya Manusia", "Torik Wibowo"),
        ("Menteri Pendidikan, Kebudayaan, dan Ilmu Pengetahuan Belanda", "Jan de Vries"),
        ("Deputi Bidang Usaha Mikro Kementerian UMKM", "Torik Wibowo"),
        ("Direktur Jenderal Anggaran (DJA) Kementerian Keuangan", "Torik Wibowo"),
        ("Wakil Ketua Komisi II DPRD Siak", "Torik Wibowo"),
        ("Presiden Direktur PT Contoh Power", "Rahmat Wibowo"),
        ("Anggota Komisi IV DPR RI", "Torik Wibowo"),
        ("Kepala Loka", "Sitti Torikka"),
        ("Kepala Balai", "Rahmat Torikka"),
    ],
)
def test_a_unit_ends_where_the_name_begins(pipeline: Pipeline, unit: str, name: str) -> None:
    text = f"Acara dibuka {unit} {name} di aula."
    found = first(pipeline, text)
    assert found.name == name
    assert found.title_span is not None
    assert text[slice(*found.title_span)] == unit


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Kapolsek Sukajadi AKP Torik Wibowo hadir.", "Kapolsek Sukajadi", "Torik Wibowo"),
        ("Kapolda Irjen Pol Torik Wibowo hadir.", "Kapolda", "Torik Wibowo"),
        ("Kapolsek Sukajadi menutup jalan.", "Kapolsek Sukajadi", None),
        ("CEO Misal Indonesia, Torik Wibowo, tiba.", "CEO Misal Indonesia", "Torik Wibowo"),
        ("Executive Mayor Groot Baai Alderman Jan Smit hadir.", "Executive Mayor Groot Baai", "Jan Smit"),
        ("Wali Kota Groningen, Jan Smit, hadir.", "Wali Kota Groningen", "Jan Smit"),
        ("Kepala Dinas Sosial dan Hortikulutra Kota Metro, Torik, hadir.", None, "Torik"),
    ],
)
def test_unknown_words_are_the_place_when_a_person_follows(
    pipeline: Pipeline, text: str, role: str | None, name: str | None
) -> None:
    found = first(pipeline, text)
    assert found.name == name
    assert role is None or found.role == role


@pytest.mark.parametrize(
    "text",
    [
        "Para bupati berkumpul di aula.",
        "Sebanyak 17 gubernur berkumpul di aula.",
        "Peraturan Gubernur Nomor 4 Tahun 2020 berlaku.",
        "Rapat digelar di Ruang Rapat Wali Kota sejak pagi.",
        "Rakor Kepala Daerah se-Banten dibuka.",
        "Ia menggelengkan kepala sambil tertawa.",
        "Komisaris Polisi Torik Wibowo hadir.",
    ],
)
def test_no_person_in_crowds_papers_and_rooms(pipeline: Pipeline, text: str) -> None:
    assert pipeline.annotate(Article(text=text)).people == []


@pytest.mark.parametrize(
    ("text", "head", "acting", "deputy", "leads", "body"),
    [
        ("Bupati Siak Rahmat hadir.", "bupati", None, False, True, "Pemerintah Kabupaten Siak"),
        ("Pj Wakil Bupati Siak Rahmat hadir.", "bupati", "Pj", True, False, "Pemerintah Kabupaten Siak"),
        ("Sekda Kota Dumai Rahmat hadir.", "sekretaris", None, False, False, "Pemerintah Kota Dumai"),
        ("Menteri Perindustrian Rahmat hadir.", "menteri", None, False, True, "Kementerian Perindustrian"),
        ("Kajari Merauke Rahmat hadir.", "kajari", None, False, True, "Kejaksaan Negeri Merauke"),
        ("Rektor Universitas Riau Rahmat hadir.", "rektor", None, False, True, "Universitas Riau"),
        (
            "Kadis Kesehatan Kota Dumai Rahmat hadir.",
            "kepala",
            None,
            False,
            True,
            "Dinas Kesehatan Kota Dumai",
        ),
        ("Kabag Hukum Setda Siak Rahmat hadir.", "kepala", None, False, False, None),
        ("Mantan Bupati Siak Rahmat hadir.", "bupati", None, False, False, "Pemerintah Kabupaten Siak"),
    ],
)
def test_head_marks_and_institution(
    pipeline: Pipeline, text: str, head: str, acting: str | None, deputy: bool, leads: bool, body: str | None
) -> None:
    found = first(pipeline, text)
    assert (found.head, found.acting, found.deputy, found.leads) == (head, acting, deputy, leads)
    if body is not None:
        assert found.institution is not None
        assert found.institution.name == body


def test_the_institution_of_an_office_is_the_one_that_the_text_names(pipeline: Pipeline) -> None:
    ann = pipeline.annotate(
        Article(text="Kepala BP2MI Rahmat hadir. Badan Pelindungan Pekerja Migran Indonesia diam.")
    )
    assert ann.people[0].institution is not None
    assert {m.institution.key for m in ann.institutions} == {ann.people[0].institution.key}


def test_a_governments_key_is_that_of_its_region(pipeline: Pipeline) -> None:
    ann = pipeline.annotate(Article(text="Bupati Siak Rahmat hadir. Pemkab Siak menyambut."))
    institution = ann.people[0].institution
    assert institution is not None
    assert (institution.key, institution.code) == ("region:14.08", "14.08")
    assert "region:14.08" in {m.institution.key for m in ann.institutions}


def test_lists_of_offices_stay_apart(pipeline: Pipeline) -> None:
    text = "Bupati Asmat Torik Wibowo, Kajari Merauke Rahmat Sinaga dan Kapolres Asmat AKBP Andi Enoch hadir."
    people = pipeline.annotate(Article(text=text)).people
    assert [p.name for p in people] == ["Torik Wibowo", "Rahmat Sinaga", "Andi Enoch"]


def test_a_second_region_inherits_the_head(pipeline: Pipeline) -> None:
    people = pipeline.annotate(Article(text="Hadir pula Bupati Asmat dan Mappi.")).people
    assert [p.role for p in people] == ["Bupati Asmat", "Bupati Mappi"]


def test_an_office_rule_without_a_known_takes_is_refused() -> None:
    rules = tuple(
        dataclasses.replace(rule, attrs={**rule.attrs, "takes": "everything"})
        if rule.id == "office.bupati"
        else rule
        for rule in RULES.of("offices")
    )
    broken = RuleSet({**RULES.concerns, "offices": rules}, RULES.digest)
    with pytest.raises(RuleError, match=r"office\.bupati"):
        PersonAnnotator(broken, new_vocab())


def test_a_folder_of_rules_can_add_an_office(tmp_path: Path) -> None:
    (tmp_path / "offices.toml").write_text(
        '[[rule]]\nid = "office.test"\nlabel = "office"\nvalue = "Penghulu Agung"\n'
        'pattern = "penghulu agung"\nattrs = { head = "penghulu", takes = "unit" }\n'
        'examples = ["[Penghulu Agung Rahmat] hadir."]\n'
    )
    pipeline = Pipeline(load_rules([tmp_path]), only=["people"])
    assert first(pipeline, "Penghulu Agung Rahmat Wibowo hadir.").role == "Penghulu Agung"


def test_a_folder_of_rules_can_add_what_bodies_are_called_for_short(tmp_path: Path) -> None:
    text = "Balai Taman Nasional Contoh menanam pohon. Kepala Bale, Rahmat Wibowo, hadir."
    word = '[[rule]]\nid = "my.{0}"\nlabel = "{0}"\nvalue = "balai"\npattern = "bale"\nexamples = ["[Bale] itu."]\n'
    names = []
    for labels in (["unit_word"], ["unit_word", "short_body"]):
        (tmp_path / "offices.toml").write_text("".join(word.format(label) for label in labels))
        body = first(Pipeline(load_rules([tmp_path])), text).institution
        names.append(body.name if body else None)
    assert names == ["Bale", "Balai Taman Nasional Contoh"]


def test_short_names_of_offices_are_unique_and_in_small_letters() -> None:
    forms = [entry.form for entry in office_acronyms()]
    assert len(forms) == len(set(forms))
    assert all(form == form.lower() for form in forms)


@pytest.mark.parametrize(("word", "known"), [("Rahmat", True), ("SUDARYANTO", True), ("Pendidikan", False)])
def test_name_words(word: str, known: bool) -> None:
    assert is_name_word(word) is known


def body_and_name(pipeline: Pipeline, text: str) -> tuple[str | None, str | None]:
    found = first(pipeline, text)
    return (found.institution.name if found.institution else None, found.name)


@pytest.mark.parametrize(
    ("office", "body", "name"),
    [
        # closing words of bodies
        ("CEO", "Lentera Sagara Network", "Olenka Marunduh"),
        ("CEO", "Bunda Kalimaya Hospitals Group", "Stefka Halimun"),
        ("President & CEO", "Minagawa Energy", "Kentoro Morishita"),
        ("Country Director", "Great Rivers Alliance", "Pelle Lindroth"),
        ("Chief Content Officer", "Tontonin Studio", "Fenka Tjandranata"),
        ("Direktur Utama", "Segara Wening Abadi", "Wagimun Sutarja"),
        # names, and words between them
        ("Co-Founder dan CEO", "Plesirin", "Kevin Arganata"),
        ("CEO", "Estaleiros do Sado", "Rui Manuel Telmo"),
        ("CEO dan Founder", "Warungkita", "I Made Sutarka"),
        ("Direktur", "RSUD Jon Basar", "Reni Indrajati"),
        ("Direktur", "RSUD Abdul Mulukan", "Lukman Hakim"),
        # an acronym, a country, a region
        ("Gubernur", "Bank of the Contoh PDR", "Boulena Vongphakhan"),
        ("Direktur Utama", "PT KXQ", "Meilana Gunarja"),
        ("CEO", "Wirago Thailand", "Sethapon Suthikul"),
        # length alone
        ("CEO", "Palimata Wirojagat", "Sombat Khemkhan"),
        # villages
        ("Kepala Desa", "Pemerintah Desa Penggik", "Tri Wahyudi"),
        ("Kades", "Pemerintah Desa Penggik", "Suyatno"),
    ],
)
def test_an_unknown_body_ends_where_the_name_begins(
    pipeline: Pipeline, office: str, body: str, name: str
) -> None:
    text = f"Nota itu diteken {office} {body.removeprefix('Pemerintah Desa ')} {name} di aula."
    assert body_and_name(pipeline, text) == (body, name)


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        # the body stood alone before
        (
            "Aplikasi Kembangin tumbuh. Nota diteken CEO Kembangin Xandro Tilaren.",
            "Kembangin",
            "Xandro Tilaren",
        ),
        # the article speaks of the person later
        ("Nota diteken CEO Kembangin Xandro Tilaren. “Senang,” kata Xandro.", "Kembangin", "Xandro Tilaren"),
        ("Nota diteken CEO Kembangin Xandro Tilaren. Xandro mengatakan itu.", "Kembangin", "Xandro Tilaren"),
        # an institution named elsewhere
        (
            "PT Tirga Wangun berkantor di Siak. Nota diteken Direktur Tirga Wangun Olsa Mirendu.",
            "PT Tirga Wangun",
            "Olsa Mirendu",
        ),
    ],
)
def test_the_article_itself_tells_the_body_from_the_name(
    pipeline: Pipeline, text: str, body: str, name: str
) -> None:
    assert body_and_name(pipeline, text) == (body, name)


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("Kepala Cabang", "Ni Luh Putu Ariasti"),
        ("CEO", "Palimata Wirojagat Sutarja"),
        ("Direktur Keuangan", "Sulaiman Effendi Pohanta"),
        ("CEO", "Siti Muliana Putri Lestari"),
        ("Kepala Desa", "Wahyudi"),
    ],
)
def test_a_name_without_any_body_stays_whole(pipeline: Pipeline, office: str, name: str) -> None:
    assert body_and_name(pipeline, f"Nota itu diteken {office} {name} di aula.") == (None, name)


def test_who_speaks_by_the_first_word_has_no_body_before_the_name(pipeline: Pipeline) -> None:
    text = "Nota diteken CEO Palimata Wirojagat Sombat Khemkhan. Menurut Palimata, acara lancar."
    assert body_and_name(pipeline, text) == (None, "Palimata Wirojagat Sombat Khemkhan")


def test_a_branch_of_a_known_body_is_its_own_body(pipeline: Pipeline) -> None:
    text = "Nota itu diteken Direktur Operasi Jasa Marga Trans Sagara Wahyu Iswara di aula."
    found = first(pipeline, text)
    assert (found.name, found.role) == ("Wahyu Iswara", "Direktur Operasi Jasa Marga Trans Sagara")


def test_the_kind_follows_from_the_closing_word(pipeline: Pipeline) -> None:
    for body, kind in (("Lentera Medika", "hospital"), ("Lentera Motor", "company")):
        found = first(pipeline, f"Nota itu diteken CEO Rekan {body} Olenka Marunduh di aula.")
        assert found.institution is not None
        assert (found.institution.kind, found.leads) == (kind, True)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Dirut Bank Nusa Lestaria Gunarto Saputra hadir.", "Direktur Utama Bank Nusa Lestaria"),
        ("Dirjen KSDAE Waluyo Hardiman hadir.", "Direktur Jenderal KSDAE"),
        ("Dirjen Perikanan Budi Daya Retno Palupi hadir.", "Direktur Jenderal Perikanan Budi Daya"),
        (
            "Wakil Menteri Pelindungan Pekerja Migran Indonesia Lalu Bagus Wira hadir.",
            "Wakil Menteri Pelindungan",
        ),
        ("Bupati Siak kala itu, Rahmat Wibowo, hadir.", "Bupati Siak"),
        ("Presiden klub Persicontoh, Rahmat Wibowo, hadir.", "Presiden Klub Persicontoh"),
    ],
)
def test_units_that_look_like_names_and_names_that_look_like_units(
    pipeline: Pipeline, text: str, role: str
) -> None:
    found = first(pipeline, text)
    assert found.role is not None
    assert found.role.startswith(role)
    assert found.name in (
        "Gunarto Saputra",
        "Waluyo Hardiman",
        "Retno Palupi",
        "Lalu Bagus Wira",
        "Rahmat Wibowo",
    )


def test_an_acronym_is_the_body_that_the_article_writes_out(pipeline: Pipeline) -> None:
    text = "Direktorat Jenderal Bina Usaha Perikanan hadir. Nota diteken Dirjen BUP Rahmat Wibowo di aula."
    assert body_and_name(pipeline, text) == ("Direktorat Jenderal Bina Usaha Perikanan", "Rahmat Wibowo")


def test_a_director_general_is_of_the_part_that_the_article_names_with_its_ministry(
    pipeline: Pipeline,
) -> None:
    whole = "Direktorat Jenderal Perikanan Budidaya Kementerian Agama"
    text = f"{whole} hadir. Nota diteken Dirjen Perikanan Budidaya Rahmat Wibowo di aula."
    assert body_and_name(pipeline, text) == (whole, "Rahmat Wibowo")


def test_a_further_director_does_not_stand_for_the_company(pipeline: Pipeline) -> None:
    for office, leads in (
        ("Direktur", True),
        ("Chief Marketing Officer", False),
        ("Head of Marketing", False),
    ):
        found = first(pipeline, f"Nota diteken {office} PT Contoh Jaya, Rahmat Wibowo, di aula.")
        assert (found.role, found.leads) == (f"{office} PT Contoh Jaya", leads)


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        # a department is within a body that the office does not tell
        ("General Manager HRD Chan Wei Lun hadir.", None, "Chan Wei Lun"),
        ("General Manager HR & GA Rahmat Wibowo hadir.", None, "Rahmat Wibowo"),
        (
            "General Manager HRD PT Contoh Jaya, Rahmat Wibowo, hadir.",
            "PT Contoh Jaya",
            "Rahmat Wibowo",
        ),
        # an initial in the midst of a name, behind a body that is known
        (
            "PT Contoh Jaya Raya (CJR) untung. Direktur Utama CJR Trevan B. Wirya hadir.",
            "PT Contoh Jaya Raya",
            "Trevan B. Wirya",
        ),
        # the head of a village or a district
        ("Kepala Desa Torikjaya, Rahmat Wibowo, hadir.", "Pemerintah Desa Torikjaya", "Rahmat Wibowo"),
        ("Kepala Distrik Torikjaya, Rahmat Wibowo, hadir.", "Pemerintah Distrik Torikjaya", "Rahmat Wibowo"),
        # a company of the article bounds its own name, whatever words it has
        (
            "Sumber Daya Langit Pte Ltd untung. CEO Sumber Daya Langit Marlon Ng hadir.",
            "Sumber Daya Langit Pte Ltd",
            "Marlon Ng",
        ),
        (
            "PT Bank Cahaya Harapan Tbk untung. Dirut Bank Cahaya Harapan Trevan Obaja hadir.",
            "PT Bank Cahaya Harapan Tbk",
            "Trevan Obaja",
        ),
        # English offices, before bodies that are known or not
        ("Managing Executive Officer Hoshi Corporation Taro Mori hadir.", "Hoshi Corporation", "Taro Mori"),
        ("Vice Chairman Haneul Turbinex Kwon Dojin hadir.", "Haneul Turbinex", "Kwon Dojin"),
        ("President Hoshi Motor Corporation Taro Mori hadir.", "Hoshi Motor Corporation", "Taro Mori"),
        (
            "Dean of Faculty of Law Hoshi University Taro Mori hadir.",
            "Faculty of Law Hoshi University",
            "Taro Mori",
        ),
        (
            "Naib Canselor Universiti Cahaya Malaysia Taufan Idris hadir.",
            "Universiti Cahaya Malaysia",
            "Taufan Idris",
        ),
        # but no country
        (
            "Korea Selatan hadir. Menteri Pertanahan dan Transportasi Korea Selatan Won Jaehyun hadir.",
            "Kementerian Pertanahan dan Transportasi Korea Selatan",
            "Won Jaehyun",
        ),
        # initials before a name
        ("Jaksa Agung AK Surdarmo hadir.", "Kejaksaan Agung Republik Indonesia", "AK Surdarmo"),
        # degrees behind a name of one word
        ("Naskah diteken Sekretaris Utama Torikma, S.H., M.Sc. di aula.", None, "Torikma"),
        ("Kepala Bidang Torikma, S.E., hadir.", None, "Torikma"),
        # a ministry's inspector general, no rank of the police
        (
            "Irjen Kementerian Sosial Torik Wirya hadir.",
            "Inspektorat Jenderal Kementerian Sosial",
            "Torik Wirya",
        ),
        ("Kapolda Riau Irjen Torik Wirya hadir.", "Kepolisian Daerah Riau", "Torik Wirya"),
    ],
)
def test_what_stands_between_the_office_and_the_name(
    pipeline: Pipeline, text: str, body: str | None, name: str
) -> None:
    assert body_and_name(pipeline, text) == (body, name)


def test_a_commander_is_named_by_half_of_his_commands_name(pipeline: Pipeline) -> None:
    ann = pipeline.annotate(Article(text="Kodam XV/Harapan rapat. Pangdam Harapan Mayjen Torik hadir."))
    (person,) = ann.people
    assert person.institution is not None
    assert person.institution.key == ann.institutions[0].institution.key


def test_a_body_named_after_somebody_is_led_by_who_stands_before_it(pipeline: Pipeline) -> None:
    text = "Naskah diteken Prof. Abd. Torik, Ph.D., Rektor Universitas Harapan Muhammad Wibowo, di aula."
    assert body_and_name(pipeline, text) == ("Universitas Harapan Muhammad Wibowo", "Abd. Torik")
    listed = "Hadir Kepala Dinas Sosial Abd. Torik, S.H., Rektor Universitas Harapan Jaya Rahmat Wibowo."
    last = pipeline.annotate(Article(text=listed)).people[-1]
    assert (last.name, last.role) == ("Rahmat Wibowo", "Rektor Universitas Harapan Jaya")


def test_a_place_after_the_office_is_no_department(pipeline: Pipeline) -> None:
    found = first(pipeline, "Kepala Kampung Hoshino Wen-jian hadir.")
    assert (found.name, found.role) == (None, "Kepala Kampung Hoshino Wen-jian")
    assert found.institution is not None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ketua Komisi Pendidikan dan Kebudayaan Dewan Pers Budi Wiratama hadir.", "Dewan Pers"),
        ("Ketua Komisi Yudisial Budi Wiratama hadir.", "Komisi Yudisial"),
        ("Kepala Subdivre Bulog, Budi Wiratama, hadir.", "Perum Bulog"),
    ],
)
def test_parts_of_a_known_body_stand_for_it(pipeline: Pipeline, text: str, body: str) -> None:
    person = first(pipeline, text)
    assert person.institution is not None
    assert person.institution.name == body


def test_a_regency_stands_in_the_role_as_the_article_prints_it_in_full(pipeline: Pipeline) -> None:
    assert first(pipeline, "Bupati Labura Budi Wiratama hadir.").role == "Bupati Labura"
    told = first(pipeline, "Bupati Labura Budi Wiratama hadir. Kabupaten Labuhanbatu Utara ramai.")
    assert told.role == "Bupati Labuhanbatu Utara"


@pytest.mark.parametrize(
    ("text", "name", "role", "body"),
    [
        (
            "Wali Kota Quelima, Portugal, Joana Fulana Reis, tiba di Siak.",
            "Joana Fulana Reis",
            "Wali Kota Quelima",
            "Pemerintah Kota Quelima",
        ),
        (
            "Wali Kota Quelima Joana Reis tiba. Ia memimpin Pemerintah Kota Quelima sejak lama.",
            "Joana Reis",
            "Wali Kota Quelima",
            "Pemerintah Kota Quelima",
        ),
        (
            "Wakil Wali Kota Porto Lindo Joana Reis tiba dari kota Porto Lindo di Portugal.",
            "Joana Reis",
            "Wakil Wali Kota Porto Lindo",
            "Pemerintah Kota Porto Lindo",
        ),
        ("Mayor Davao Ramon Reis tiba.", "Ramon Reis", "Mayor Davao", "Pemerintah Kota Davao"),
        ("Lord Mayor Perth John Fulan tiba.", "John Fulan", "Lord Mayor Perth", "Pemerintah Kota Perth"),
    ],
)
def test_heads_of_cities_abroad(pipeline: Pipeline, text: str, name: str, role: str, body: str) -> None:
    found = first(pipeline, text)
    assert (found.name, found.role) == (name, role)
    assert found.institution is not None
    assert (found.institution.name, found.institution.kind) == (body, "foreign")
