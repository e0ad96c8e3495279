"""Institutions in text: where names begin and end, what they mean, who stands for whom.

Test sentences show the spans in square brackets; everything named in them is invented or proverbial.
"""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.annotate.institution_lexicon import phrase_words
from mouextract.annotate.institution_tokens import Tokens
from mouextract.annotate.institutions import InstitutionAnnotator
from mouextract.annotate.matching import new_vocab
from mouextract.annotate.pipeline import start
from mouextract.annotate.regions import RegionAnnotator
from mouextract.article import Article
from mouextract.errors import RuleError
from mouextract.knowledge.institutions import all_known
from mouextract.mentions import Annotations, Institution
from mouextract.rules import RuleSet, load_rules

RULES = load_rules()
VOCAB = new_vocab()
REGIONS = RegionAnnotator(RULES, VOCAB)
INSTITUTIONS = InstitutionAnnotator(RULES, VOCAB)
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
STAND_IN = "institution.region_as_government"


def annotate(text: str) -> Annotations:
    ann = start(Article(text=text))
    REGIONS.annotate(ann)
    INSTITUTIONS.annotate(ann)
    return ann


def spans(text: str, stand_ins: bool = False) -> list[str]:
    return [text[m.start : m.end] for m in annotate(text).institutions if stand_ins or m.rule != STAND_IN]


def assert_found(marked: str) -> None:
    """What stands in square brackets is found, and nothing else."""
    assert spans(BRACKETS.sub(r"\1", marked)) == BRACKETS.findall(marked)


def only(text: str) -> Institution:
    found = [m.institution for m in annotate(text).institutions]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "marked",
    [
        # One body's tasks, and two bodies
        "Rapat dihadiri [Dinas Pendidikan dan Kebudayaan Way Kanan].",
        "Kerja sama [Kejaksaan Negeri Merauke] dan [Polres Asmat] berlanjut.",
        "Rapat [Dinas Sosial Kota Malang] dan [Dinas Kesehatan Kabupaten Blora] usai.",
        "Naskah [Dinas Koperasi, Perindustrian dan Perdagangan Kabupaten Blora] rampung.",
        "Naskah [Kementerian Kesehatan], [Kementerian Sosial], dan [BKKBN] rampung.",
        "Rapat [Dinas Pemuda, Olahraga, dan Pariwisata Kota Malang] usai.",
        "Surat [Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi] tiba.",
        # Acronyms in brackets: behind, within and before the rest of a name
        "Rapat [Badan Nasional Pengelola Perbatasan (BNPP)] usai.",
        "Rapat [Kejaksaan Negeri (Kejari) Merauke] usai.",
        "Rapat [Pemerintah Kota (Pemko) Dumai] usai.",
        "Rapat [Badan Penyelenggara Jaminan Sosial Ketenagakerjaan (BPJSTK) Bandar Lampung] usai.",
        "Rapat [Sekolah Tinggi Ilmu Kesehatan (STIKes) Intan Harapan] usai.",
        "Rapat [PT Cahaya Energi Nusantara (Cahaya Energi)] usai.",
        # Tails and branches
        "Rapat [Kementerian Ketenagakerjaan RI] usai.",
        "Rapat [PT PLN (Persero) UP3 Harapan Jaya] usai.",
        "Rapat [PT Bank Negara Indonesia (Persero) Tbk (BNI)] usai.",
        "Rapat [BPJS Kesehatan Cabang Dumai] usai.",
        "Rapat [Baitul Mal Kabupaten Bireuen] dan [Baitul Mal Aceh] usai.",
        "Paspor dilayani [Kantor Imigrasi Kelas I TPI Dumai] kemarin.",
        "Rapat [Kodim 0717/Harapan] usai.",
        # Other states
        "Naskah [Kementerian Pembangunan Nasional Singapura] rampung.",
        "Naskah [Kementerian Perdagangan dan Industri Singapura] rampung.",
        "Naskah [Pemerintah Republik Korea] rampung.",
        "Naskah [Pemerintah Kota Mossel Bay] rampung.",
        # Companies and bodies with foreign names
        "Kontrak itu diteken [Hoshi Solar Technology Co Ltd] dan [Cahaya Mega Group] rampung.",
        "Kontrak itu diteken [Harvest Institute of Rural Technology] rampung.",
        "Kontrak itu diteken [Semen Indonesia Group] kemarin.",
        "Naskah [RSUD dr. Harapan Bunda] rampung.",
        # Holders of an office behind the body's name
        "Kepala [Dinas Perhubungan] Andi Fulan hadir.",
        "Kepala [Dinas Perhubungan Kota Malang] Andi Fulan hadir.",
        "Ketua [Asosiasi Petani Garam Indonesia] Andi Fulan hadir.",
        "Rektor [Universitas Cahaya] Siti binti Jumat hadir.",
        "Ketua [Klasis Alor Barat Daya] Andi Fulan hadir.",
        "Ketua [Asosiasi Petani Alor Timur] Andi Fulan hadir.",
        # Lost spaces and full stops
        "Ia meneken naskah dengan[Komisi Informasi Provinsi Bali] kemarin.",
        "Rapat usai.[Kementerian Kesehatan] hadir.",
        "[Universitas Cahaya]menandatangani naskah dengan [Pemkot Dumai].",
        "Naskah [Pemkot Dumai]-[BP2MI] rampung.",
        # Lists of governments, each an institution of its own
        "Naskah diteken [Pemkab Blora], [Grobogan] dan [Rembang] kemarin.",
        "Naskah [Pemkab Blora] dan [Pemkot Semarang] rampung.",
        # Many bodies under one name
        "Naskah [Pemerintah Kabupaten/Kota se-Provinsi Riau] rampung.",
        "Acara dihadiri [seluruh bupati se-Jabar] kemarin.",
        # Names within names
        "Rapat [Kanwil Kemenkumham Kalbar] usai.",
        "Dosen [Fakultas Hukum Universitas Indonesia] hadir.",
        "Ketua [DPD Forum Petani Harapan Se-Provinsi Lampung] hadir.",
        # Brackets that name the holder or the office, not the body
        "Kepala Staf [TNI AD] (Kasad) hadir.",
        "Ketua [Bawaslu Kota Malang] (Fulan) hadir.",
        "[FK Universitas Cahaya Ilmu (FKUCI)] Makassar hadir.",
        # Lists of tasks with words that no rule knows, before a state's name
        "Rapat [Kementerian Angin, Ombak, dan Pasang Denmark] usai.",
        "Rapat [Kementerian Tenaga Kerja, Keluarga, dan Urusan Sosial Slovenia] usai.",
        # A region's direction, a number behind brackets, a place behind a branch's short name
        "Rapat [KPP Pratama Batam Selatan] dan [KPP Pratama Batam Utara] usai.",
        "Rapat [Komando Distrik Militer (Kodim) 0717/Harapan] usai.",
        "Rapat [PT PLN (Persero) Unit Pelaksana Harapan (UPH) Watansari] usai.",
        # The holder of the office behind a known company
        "Direktur Utama [PT KAI] Edi Sutrisno hadir.",
        # English: a list ends where no "and" follows; persons and delegations stand before
        "Naskah dari [University of Harvest], Australia, tiba.",
        "Naskah dari [Ministry of Rain, Wind and Snow] tiba.",
        "Delegasi [Harvest University] hadir.",
        "Pinjaman dari [Hoshi Bank Ltd] cair.",
        "Saham [PT Cahaya Energi Tbk. (CEEN)] naik.",
        # A space lost before "dan"
        "Rapat [PT Cahaya Nusantara]dan [Hoshi Energy Co Ltd] usai, kata direksi Nusantara itu.",
        # What closes a list of companies, what a description tells
        "Mereka ialah [PT Cahaya Besi], [PT Cahaya Baja], dan [Hoshi Stainless].",
        "Dana itu dari [Green Delta Watch], organisasi konservasi yang berkantor di sini.",
        "Kontrak dengan perusahaan asal Jepang, [Hoshi Midori], batal.",
        # "di" within a name; a city's police; a class behind the region; a river behind brackets
        "Rapat [Balai Besar POM di Bandung] dan [Polres Garut] di Bandung usai.",
        "Rapat [Polres Blitar Kota] dan [Pemkot Blitar] usai.",
        "Rapat [Polres Blitar], Kota Blitar, usai. Kantor [Polres Blitar] Kota Blitar sepi.",
        "Rapat [Pengadilan Agama Garut Kelas IB] dan [BBWS Citarum] usai.",
        "Rapat [Balai Besar Wilayah Sungai (BBWS) Citarum] usai, kata humas [BBWS Citarum] kemarin.",
        "Kepala [Balai Besar Wilayah Sungai (BBWS)] Fulan hadir, kata humas [BBWS] kemarin.",
        # In small letters
        "Rapat [pemerintah kota Palembang] dan [dinas perdagangan Kabupaten Blora] usai.",
    ],
)
def test_spans(marked: str) -> None:
    assert_found(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Pekerja Migran Indonesia (PMI) pulang dari luar negeri.",
        "Uang disimpan di bank dan koperasi.",
        "Rapat Komisi III dan badan anggaran usai di Balai Kota.",
        "Warga membuat bank sampah, lalu membentuk forum.",
        "Ia naik mobil dinas ke kampus.",
        "Pemkab akan menyiapkan dana.",
        "Surat bernomor S-12/MK.6/2021 tiba.",
        "Fulan, MA, dan Anu, SH, hadir.",
        "Kapal KRI Harapan Jaya bersandar.",
        "Kata Fulan, perusahaan yang berutang itu tutup.",
        "Harga FK Harapan naik.",
        # A bare unit's head, with his name
        "Kepala Loka Siti Fulan dan Kepala Dinas Rahmat Fulan hadir.",
    ],
)
def test_no_institution(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Badan Perlindungan Pekerja Imigran Indonesia hadir.",
            "Badan Pelindungan Pekerja Migran Indonesia",
            "agency",
        ),
        ("Kejari Merauke hadir.", "Kejaksaan Negeri Merauke", "prosecutor"),
        ("Polda Kalbar hadir.", "Kepolisian Daerah Kalimantan Barat", "police"),
        ("Polda DIY hadir.", "Kepolisian Daerah Istimewa Yogyakarta", "police"),
        ("Disdik Kota Malang hadir.", "Dinas Pendidikan Kota Malang", "office"),
        ("Dinas Kominfo Kab. Blora hadir.", "Dinas Komunikasi dan Informatika Kabupaten Blora", "office"),
        ("BNN Kota Tanjungpinang hadir.", "Badan Narkotika Nasional Kota Tanjungpinang", "agency"),
        ("PT. Bank Mandiri hadir.", "PT Bank Mandiri (Persero) Tbk", "bank"),
        ("UIN Raden Harapan hadir.", "Universitas Islam Negeri Raden Harapan", "university"),
        ("Pemprov NTB hadir.", "Pemerintah Provinsi Nusa Tenggara Barat", "province"),
        ("Badan Usaha Milik Daerah Provinsi Bali Cahaya Dewata hadir.", "Cahaya Dewata", "company"),
        ("BUMD Provinsi Jawa Barat Jasa Sarana hadir.", "PT Jasa Sarana", "company"),
        ("FK Unhas hadir.", "Fakultas Kedokteran Universitas Hasanuddin", "university"),
        ("Telkomsel hadir.", "Telkomsel", "company"),
        ("PT Telekomunikasi Selular hadir.", "PT Telekomunikasi Selular", "company"),
        ("Kemlu Palestina hadir.", "Kementerian Luar Negeri Palestina", "ministry"),
        ("Pemerintah Korea Selatan hadir.", "Pemerintah Korea Selatan", "country"),
        ("dinas sosial Kota Malang hadir.", "Dinas Sosial Kota Malang", "office"),
        ("Kemenag Kota Malang hadir.", "Kantor Kementerian Agama Kota Malang", "agency"),
        ("Kemenag Riau hadir.", "Kantor Wilayah Kementerian Agama Riau", "agency"),
        ("BPN Blora hadir.", "Kantor Pertanahan Blora", "agency"),
        ("BPKP Riau hadir.", "Perwakilan Badan Pengawasan Keuangan dan Pembangunan Riau", "agency"),
        ("PDAM Tirta Harapan Kabupaten Siak hadir.", "PDAM Tirta Harapan Kabupaten Siak", "company"),
    ],
)
def test_official_names(text: str, name: str, kind: str) -> None:
    found = only(text)
    assert (found.name, found.kind) == (name, kind)


def test_a_headline_in_capitals_is_written_in_standard_capitals() -> None:
    text = "DINAS PENDIDIKAN KOTA MALANG TEKEN MOU DENGAN UNIVERSITAS CAHAYA ILMU"
    names = [m.institution.name for m in annotate(text).institutions]
    assert names == ["Dinas Pendidikan Kota Malang", "Universitas Cahaya Ilmu"]


def test_verbs_with_capitals_end_names_in_headlines() -> None:
    text = "Universitas Cahaya Ilmu Gandeng Bank Nagari Luncurkan Kartu\n\nRapat usai."
    assert spans(text) == ["Universitas Cahaya Ilmu", "Bank Nagari"]
    assert spans("RSUD Harapan Bunda Akhirnya Buka Poli\n\nRapat usai.") == ["RSUD Harapan Bunda"]
    assert spans("RSUD Harapan Bunda Kelabakan\n\nRapat usai.") == ["RSUD Harapan Bunda"]
    assert spans("Delegasi University of Harvest Kunjungi Sekolah\n\nRapat usai.") == [
        "University of Harvest"
    ]


def test_a_name_is_cut_to_its_plain_mention_but_never_before_dan() -> None:
    def printed(text: str) -> list[str]:
        return [text[m.start : m.end] for m in annotate(text).institutions]

    text = (
        "Pemkab Garut Gandeng Yayasan Tunas Hijau Petakan Lahan\n\nDana itu dari Yayasan Tunas Hijau, Senin."
    )
    assert printed(text) == ["Pemkab Garut", "Yayasan Tunas Hijau", "Yayasan Tunas Hijau"]
    text = "Kepala Dinas Komunikasi dan Informatika, Fulan, hadir. Petugas Dinas Komunikasi, Jono, ikut."
    assert printed(text)[0] == "Dinas Komunikasi dan Informatika"


def test_governments_carry_the_code_and_offices_the_region() -> None:
    government = only("Pemkab Bengkalis hadir.")
    assert (government.code, government.region, government.key) == ("14.03", "14.03", "region:14.03")
    office = only("Dinas Perdagangan Kota Palembang hadir.")
    assert (office.code, office.region) == (None, "16.71")
    court = only("Pengadilan Negeri Palembang hadir.")
    assert (court.code, court.region) == (None, None)


def test_a_region_with_its_class_word_stands_in_and_is_marked() -> None:
    ann = annotate("Kabupaten Asmat dan Polres Asmat sepakat.")
    first = ann.institutions[0]
    assert (first.rule, first.institution.code) == (STAND_IN, "93.04")


def test_regions_listed_by_name_alone_stand_in() -> None:
    found = spans("Peserta lomba datang atas nama Riau, Jawa Tengah, dan Bali.", stand_ins=True)
    assert found == ["Riau", "Jawa Tengah", "Bali"]


def test_collectives_have_no_code() -> None:
    found = only("Acara dihadiri Kejari se-Wilayah Hukum Kejaksaan Tinggi Riau kemarin.")
    assert found.collective
    assert found.code is None
    assert found.name == "Kejaksaan Negeri se-Wilayah Hukum Kejaksaan Tinggi Riau"


@pytest.mark.parametrize(
    "text",
    [
        "Kementerian Kesehatan hadir. Kemenkes menyiapkan dana. Kementerian Kesehatan RI setuju.",
        "Polda Kalbar hadir. Kepolisian Daerah Kalimantan Barat setuju.",
        "Dinas Sosial Kota Malang hadir. Dinas Sosial Malang setuju.",
        "PT Cahaya Energi Nusantara Tbk hadir. PT Cahaya Energi Nusantara setuju.",
        "BPN Banten hadir. Kantor Wilayah BPN Provinsi Banten setuju.",
        "Kantor Pertanahan Kabupaten Blora hadir. ATR/BPN Blora setuju. Kepala BPN Blora Fulan hadir.",
        "Kemenkumham Riau hadir. Kantor Wilayah Kementerian Hukum dan HAM Riau setuju.",
        "PDAM Tirta Harapan Kabupaten Siak hadir. Direktur PDAM Tirta Harapan Fulan setuju.",
        "STIKes Intan Harapan hadir. Sekolah Tinggi Ilmu Kesehatan Intan Harapan setuju.",
        "Lembaga Bina Harapan (LBH Harapan) hadir. LBH Harapan setuju.",
        "PT Cipta Lestari Kencana (CLK) hadir. PT CLK setuju. CLK menolak.",
        "PT Medika Power Indonesia hadir. Medika Power setuju. Manajemen Medika menolak.",
        "Dinas Lingkungan Hidup Kota Malang hadir. Kepala Dinas Lingkungan Hidup Andi Fulan setuju.",
        "BNN Kota Malang hadir. Kepala BNN setuju.",
        "Pengurus Pusat Ikatan Dokter Indonesia hadir. IDI setuju.",
        "IDI setuju. Pengurus Pusat Ikatan Dokter Indonesia hadir.",
        "KPU setempat hadir. Ketua KPU Pringsewu setuju.",
        "Telkomsel hadir. PT Telekomunikasi Selular setuju.",
        "PT Duta Mina Indah (DMI) hadir. DMI setuju.",
    ],
)
def test_one_body_has_one_key(text: str) -> None:
    found = annotate(text).institutions
    assert len({m.institution.key for m in found}) == 1, [m.institution for m in found]
    assert len(found) > 1


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Pemkab Blora hadir. Pemkab menyiapkan dana.", "Pemkab", "Pemerintah Kabupaten Blora"),
        (
            "Bupati Way Kanan hadir di ruang rapat Pemkab setempat.",
            "Pemkab setempat",
            "Pemerintah Kabupaten Way Kanan",
        ),
        ("Kejari Kepanjen hadir. Kini kejaksaan menyiapkan dana.", "kejaksaan", "Kejaksaan Negeri Kepanjen"),
        (
            "Polres Blora dan Polda Kalbar hadir. Kini Polda diam.",
            "Polda",
            "Kepolisian Daerah Kalimantan Barat",
        ),
        (
            "Universitas Cahaya Ilmu hadir. Kata pihak kampus, dana siap.",
            "pihak kampus",
            "Universitas Cahaya Ilmu",
        ),
        ("Kementerian Kesehatan hadir. Kini Kementerian diam.", "Kementerian", "Kementerian Kesehatan"),
    ],
)
def test_bare_nouns_stand_for_the_body_named(text: str, noun: str, name: str) -> None:
    found = [(text[m.start : m.end], m.institution.name) for m in annotate(text).institutions if m.generic]
    assert found == [(noun, name)]


def test_all_short_forms_of_a_body_mean_it() -> None:
    text = (
        "Pemkab Ngawi menggandeng Balai Besar Wilayah Sungai (BSBS) Bengawan Solo. BBWS sudah siap, begitu pula "
        "petani. BSBS juga sudah menyiapkan dananya."
    )
    ann = annotate(text)
    keys = {text[m.start : m.end]: m.institution.key for m in ann.institutions}
    assert keys["BBWS"] == keys["BSBS"] == keys["Balai Besar Wilayah Sungai (BSBS) Bengawan Solo"]


def test_bare_nouns_mean_the_nearest_of_several() -> None:
    text = "Pemkab Blora hadir.\nPemkab Rembang diam. Pemkab menolak.\nPemkab Blora setuju."
    generic = [m for m in annotate(text).institutions if m.generic]
    assert [m.institution.code for m in generic] == ["33.17"]


def test_weak_acronyms_need_a_sign() -> None:
    assert spans("Kata Fulan, UM itu bagus.") == []
    assert spans("Rektor UM hadir.") == ["UM"]
    assert spans("Universitas Terbuka (UT) hadir. Model UT bagus.") == ["Universitas Terbuka (UT)", "UT"]


def test_a_country_acts_only_where_it_stands_as_an_actor() -> None:
    text = "Perjanjian antara Jepang dan Kanada diteken di Jerman oleh warga Kanada."
    assert spans(text, stand_ins=True) == ["Jepang", "Kanada"]


def test_names_without_a_head_are_found_in_a_partys_place() -> None:
    text = (
        "Panitia menggandeng Cahaya Motor sebagai sponsor. Kata Fulan, Cahaya Motor sudah lama dikenal warga."
    )
    found = [m for m in annotate(text).institutions if m.institution.name == "Cahaya Motor"]
    assert [m.rule for m in found] == ["institution.slot.verb", "institution.short_form"]


def test_a_head_rule_without_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "institutions.toml").write_text(
        '[[rule]]\nid = "mine"\nlabel = "head"\npattern = "kantor lama"\n'
        'attrs = { grow = "unit" }\nexamples = ["x"]\n'
    )
    rules: RuleSet = load_rules([tmp_path])
    with pytest.raises(RuleError, match="mine"):
        InstitutionAnnotator(rules, VOCAB)


@pytest.mark.parametrize(
    ("label", "more", "words", "text", "field", "before", "after"),
    [
        ("member", 'value = "Pemerintah Desa"', "Kades", "Seluruh kades se-Riau rapat.", "name",
         "Seluruh kades se-Riau", "Seluruh Pemerintah Desa se-Riau"),
        ("member_kind", 'attrs = { kind = "university" }', "rektor", "Seluruh rektor se-Riau rapat.", "kind",
         "other", "university"),
        ("unnamed", "", "lama", "Yayasan Cahaya Ilmu (Lama) rapat.", "short_name", "Lama", None),
    ],
)  # fmt: skip
def test_a_users_words_count_as_ours_do(
    tmp_path: Path,
    label: str,
    more: str,
    words: str,
    text: str,
    field: str,
    before: str,
    after: str | None,
) -> None:
    (tmp_path / "institutions.toml").write_text(
        f'[[rule]]\nid = "mine"\nlabel = "{label}"\npattern = ["{words}"]\n{more}\nexamples = ["{words}"]\n'
    )
    annotator = InstitutionAnnotator(load_rules([tmp_path]), VOCAB)
    ann = start(Article(text=text))
    REGIONS.annotate(ann)
    annotator.annotate(ann)
    (found,) = [m.institution for m in ann.institutions]
    assert (getattr(only(text), field), getattr(found, field)) == (before, after)


@pytest.mark.parametrize("label", ["member", "member_kind"])
def test_a_member_that_stands_for_nothing_is_refused(tmp_path: Path, label: str) -> None:
    (tmp_path / "institutions.toml").write_text(
        f'[[rule]]\nid = "mine"\nlabel = "{label}"\npattern = "kades"\nexamples = ["kades"]\n'
    )
    with pytest.raises(RuleError, match="mine"):
        InstitutionAnnotator(load_rules([tmp_path]), VOCAB)


def test_a_shortened_first_name_begins_the_holders_name() -> None:
    assert_found("MoU diteken Direktur [CV Contoh Jaya] Moh. Fulan di aula.")


WORDS = st.sampled_from(
    [
        "PT",
        "Dinas",
        "Pemkab",
        "Blora",
        "dan",
        ",",
        "(",
        ")",
        "BP2MI",
        "Universitas",
        "Cahaya",
        "se-Riau",
        "Kota",
        "Bank",
        "Tbk",
        "Kejari",
        "Kepala",
        "Andi",
        "RI",
        "\n",
        "-",
        "/",
        "Kementerian",
        "Kesehatan",
        "Group",
        "of",
        "Institute",
        "Pemerintah",
        "Jepang",
        "Pendidikan",
        ".",
        "MoU dengan",
        "kejaksaan",
        "7",
        "a",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=30), st.sampled_from([" ", ""]))
def test_mentions_are_ordered_within_the_text_and_never_overlap(words: list[str], gap: str) -> None:
    text = gap.join(words)
    found = annotate(text).institutions
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.institution.name
        end = mention.end


@pytest.mark.parametrize(
    "unit",
    ["PT ", "Dinas Pendidikan dan ", "Pemkab Blora. Pemkab. ", "PT A ( ", "Pemkab Blora, ", "X Tbk ", "A"],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        ann = start(Article(text=unit * (size // len(unit))))
        REGIONS.annotate(ann)
        begun = time.process_time()
        INSTITUTIONS.annotate(ann)
        return time.process_time() - begun

    assert seconds(80_000) < 12 * seconds(20_000) + 0.2


def names(text: str) -> list[str]:
    return [m.institution.name for m in annotate(text).institutions if m.rule != STAND_IN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Komandan Korem 098/Cakra Wangsa Brigjen Torik hadir.", ["Komando Resor Militer 098/Cakra Wangsa"]),
        ("Panglima Kodam XV/Harapan Mayjen Torik hadir.", ["Komando Daerah Militer XV/Harapan"]),
        ("Panglima Kodam XV/Harapan Torik Wibowo hadir.", ["Komando Daerah Militer XV/Harapan"]),
        ("Kodim 0999/Blora rapat. Kodim Blora hadir.", ["Komando Distrik Militer 0999/Blora"] * 2),
        (
            "Kodam Harapan rapat. Kodam XV/Harapan dan Kodam XV hadir.",
            ["Komando Daerah Militer XV/Harapan"] * 3,
        ),
        (
            "Korem 098/Harapan, Korem 097/Harapan, dan Korem Harapan rapat.",
            [f"Komando Resor Militer {which}" for which in ("098/Harapan", "097/Harapan", "Harapan")],
        ),
    ],
)
def test_a_command_is_one_by_its_number_and_by_its_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In the headline before the name in full
        (
            "Bank Cahaya Gandeng Petani\n\nPT Bank Cahaya Harapan Tbk hadir.",
            ["PT Bank Cahaya Harapan Tbk"] * 2,
        ),
        # A text of one line has no headline
        (
            "Bank Cahaya hadir, Bank Cahaya Harapan pulang.",
            ["Bank Cahaya", "Bank Cahaya Harapan"],
        ),
        # Of two that are longer, none
        (
            "Bank Cahaya Gandeng Petani\n\nBank Cahaya Harapan hadir. Bank Cahaya Mulia hadir.",
            ["Bank Cahaya", "Bank Cahaya Harapan", "Bank Cahaya Mulia"],
        ),
        # Before the name of the one who leads it
        (
            "PT Bank Cahaya Harapan Tbk hadir. Direktur Utama Bank Cahaya Harapan Trevan Obaja hadir.",
            ["PT Bank Cahaya Harapan Tbk"] * 2,
        ),
        (
            "CV Cahaya Harapan menyusul PT Cahaya Harapan Abadi.",
            ["CV Cahaya Harapan", "PT Cahaya Harapan Abadi"],
        ),
    ],
)
def test_a_company_is_one_with_and_without_its_legal_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("body", ["Kejaksaan Negeri", "Polres", "Kantor Pertanahan", "BPS", "KPU", "Bawaslu"])
def test_offices_of_a_city_and_a_regency_of_one_name_are_two(body: str) -> None:
    text = f"{body} Kota Malang hadir. {body} Kabupaten Malang hadir. {body} Kota Malang pulang."
    first, second, third = [m.institution.key for m in annotate(text).institutions]
    assert first == third != second


def test_an_office_without_the_regions_class_is_the_same_as_ever() -> None:
    both = "Kejari Kota Malang dan Kejari Kabupaten Malang hadir. Kejari Malang pulang."
    alone = only("Kejari Malang pulang.")
    assert (
        annotate(both).institutions[2].institution.key == alone.key == only("Kejari Kota Malang pulang.").key
    )


def test_the_articles_own_long_form_goes_before_the_tables() -> None:
    printed = "Badan Pengurus Keuangan dan Aset Daerah"
    text = f"{printed} (BPKAD) Blora rapat. BPKAD hadir, BPKAD Blora pulang, BPKAD Kota Malang menyusul."
    own = f"{printed} Blora"
    assert names(text) == [own] * 3 + ["Badan Pengelolaan Keuangan dan Aset Daerah Kota Malang"]
    assert len({m.institution.key for m in annotate(text).institutions}) == 2


@pytest.mark.parametrize(
    "marked",
    [
        "[Universiti Cahaya Malaysia (UCM)] rapat. Dekan [Faculty of Arts and Law UCM] Marina Idris hadir.",
        "[Faculty of Law Harvest University] Marina Idris hadir.",
        "Naib Canselor [Universiti Cahaya Malaysia] Taufan Idris hadir.",
        "Naib Canselor [Universiti Malaysia Harapan], Taufan Idris, hadir.",
        "Managing Executive Officer [Hoshi Corporation] Taro Mori hadir.",
        "Rapat di [Faculty of Law and University Studies] usai.",
    ],
)
def test_foreign_bodies_end_before_people(marked: str) -> None:
    assert_found(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Rapat [Pemerintah Distrik Hoshino], Kota Malang, usai.",
        "Rapat [Pemerintah Distrik Merauke] dan [Pemerintah Prefektur Hoshino] usai.",
        "[Pemerintah Negara Bagian Harapan] hadir, pemerintah distrik setempat menyusul.",
    ],
)
def test_governments_that_no_table_lists(marked: str) -> None:
    assert_found(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Rapat [PT Cahaya (Persero) Unit Induk Lampu Jawa Bagian Timur dan Bali (UIL JBM)] usai. [UIL JBM] pulang.",
        "Rapat [PT Cahaya Unit Lampu Harapan] dan Bali (BLI) usai.",
    ],
)
def test_a_short_name_in_brackets_tells_that_both_names_are_one(marked: str) -> None:
    assert_found(marked)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Rapat [Pimpinan Unit Kerja Serikat Pekerja Logam (SPL) PT Cahaya Logam] usai.",
            "Pimpinan Unit Kerja Serikat Pekerja Logam PT Cahaya Logam",
        ),
        (
            "Kantor [PT Cahaya Logam] penuh. Rapat [Pimpinan Unit Kerja Serikat Pekerja Logam (PUK SPL) Cahaya Logam]"
            " usai.",
            "Pimpinan Unit Kerja Serikat Pekerja Logam Cahaya Logam",
        ),
        (
            "Rapat [Pengurus Unit Kerja Serikat Pekerja Logam (PUK SPL)] dan [PUK SPL PT Cahaya Logam] usai.",
            "Pengurus Unit Kerja Serikat Pekerja Logam",
        ),
        ("Rapat [PUK SPL PT. Cahaya Logam] usai.", "PUK SPL PT Cahaya Logam"),
        (
            "Ketua [Pimpinan Unit Kerja Serikat Pekerja Logam (SPL)] Budi Fulan hadir.",
            "Pimpinan Unit Kerja Serikat Pekerja Logam",
        ),
    ],
)
def test_a_unions_board_bears_its_companys_name(text: str, name: str) -> None:
    assert_found(text)
    assert names(BRACKETS.sub(r"\1", text))[-1] == name


def test_a_branch_bears_the_banks_own_name_where_the_article_prints_it() -> None:
    full = "PT Bank Pembangunan Daerah Papua Cabang Harapan"
    text = f"Rapat {full} usai. Bank Papua Cabang Harapan rugi."
    assert names(text) == [full, full]
    first, second = annotate(text).institutions
    assert first.institution.key == second.institution.key
    assert names("Rapat Bank Papua Cabang Harapan usai.") == ["Bank Papua Cabang Harapan"]


def test_a_ministrys_part_named_with_it_once_bears_the_whole_name_throughout() -> None:
    whole = "Direktorat Jenderal Perikanan Harapan Kementerian Agama"
    assert names(f"Rapat {whole} usai. Ditjen Perikanan Harapan senang.") == [whole, whole]
    text = "Naskah Direktorat Jenderal Pelatihan dan Produktivitas Kementerian Agama rampung."
    assert names(text) == ["Direktorat Jenderal Pelatihan dan Produktivitas Kementerian Agama"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kepala Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Blora hadir. Dinas PUPR Blora rapat.",
            ["Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Blora"] * 2,
        ),
        (
            "Kepala Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Blora hadir. Dinas PUPR Kota Malang rapat.",
            ["Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Blora", "Dinas PUPR Kota Malang"],
        ),
        (
            "RSUD Harapan Malang penuh. RSUD Harapan Kota Malang rapat. RSUD Harapan sepi.",
            ["RSUD Harapan Kota Malang"] * 3,
        ),
        (
            "RSUD Harapan Malang penuh. RSUD Harapan Blora rapat. RSUD Harapan sepi.",
            ["RSUD Harapan Malang", "RSUD Harapan Blora", "RSUD Harapan"],
        ),
        ("RSUD Kota Malang penuh. RSUD Blora rapat.", ["RSUD Kota Malang", "RSUD Blora"]),
    ],
)
def test_initials_and_places_tell_that_both_names_are_one(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Kopi itu dibeli perusahaan Mesir [Al Kahfi for Import] kemarin.",
        "Nota itu diteken [Oficina Central y Agraria (OCA)] di sana.",
        "Kontrak dibuat perusahaan energi Norwegia [Fjellvik Geothermal AS] pada Kamis.",
        "Ketika itu utusan [Contoh City Municipality] tiba.",
        "MoU [Universitas al-Hikmah Harapan] dan [Pondok Pesantren an-Nur] berlanjut.",
        # No initials of the words before them
        "Mereka menyusun Surat de Facto itu.",
        "Ia membaca Catatan y Bene (KB) lagi.",
    ],
)
def test_foreign_names_with_small_words_and_legal_forms(marked: str) -> None:
    assert_found(marked)


def bodies(text: str) -> list[str]:
    return [m.institution.name for m in annotate(text).institutions if m.rule != STAND_IN]


def test_a_firm_abroad_keeps_its_name_when_it_speaks() -> None:
    text = "Perusahaan energi Norwegia Fjellvik Geothermal AS membeli saham. Harga naik, kata Fjellvik dalam laporan."
    assert bodies(text) == ["Fjellvik Geothermal AS"] * 2


def test_two_names_of_one_body_abroad() -> None:
    text = "Delegasi Majlis Bandaraya Contohan atau Contohan City Council tiba."
    assert bodies(text) == ["Majlis Bandaraya Contohan"] * 2
    text = "Delegasi Majlis Bandaraya Contohan atau Misalan City Council tiba."
    assert bodies(text) == ["Majlis Bandaraya Contohan", "Misalan City Council"]


def test_a_translated_name_and_the_own_one_in_brackets() -> None:
    text = (
        "Bakamla bertemu penjaga pantai Malaysia. Naskah Penjaga Pantai Malaysia (Malaysia Coast Guard/MCG) "
        "rampung, dan komandan MCG hadir."
    )
    assert bodies(text)[1:] == ["Malaysia Coast Guard"] * 3


@pytest.mark.parametrize(
    "marked",
    [
        "Tiga perusahaan itu adalah [Hoshi Gold Motor], [PT Cahaya], [Midori Precision], dan [Hoshi Jewelry].",
        # No list, and people
        "Pemilik perusahaan itu adalah Budi Santoso, warga Jember.",
        "Direktur perusahaan, Hotman Harapan, hadir.",
    ],
)
def test_companies_listed_behind_their_noun(marked: str) -> None:
    found = [text for text in spans(BRACKETS.sub(r"\1", marked)) if text != "perusahaan itu"]
    assert found == BRACKETS.findall(marked)


def test_a_body_that_only_provinces_have_is_the_provinces() -> None:
    text = "Pemerintah Kota Gorontalo dan BNNP Gorontalo rapat bersama BNNP Gorontalo."
    assert names(text)[1:] == ["Badan Narkotika Nasional Provinsi Gorontalo"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RSUP Prof. dr. A.B.C. Lontara Denpasar rapat. RSUP Prof. Lontara dan RSUP Lontara hadir.",
            ["RSUP Prof. dr. A.B.C. Lontara Denpasar"] * 3,
        ),
        ("RSUD Prof. Lontara Wibawa PKS-nya usai.", ["RSUD Prof. Lontara Wibawa"]),
        (
            "Rapat di Korem 098/Cakra Wangsa Sakti di sana. Korem 098/CWS hadir.",
            ["Komando Resor Militer 098/Cakra Wangsa Sakti"] * 2,
        ),
        (
            "Persikas Kapuas menang. Kontrak Persikas usai.",
            ["Persikas Kapuas"] * 2,
        ),
        ("Persikas menang.", ["Persikas Subang"]),
        (
            "PT\nBank Pembangunan Daerah Kalimantan Selatan atau Bank Kalsel rapat.",
            ["PT Bank Pembangunan Daerah Kalimantan Selatan"] * 2,
        ),
        (
            "PT Bank Pembangunan Daerah Sulawesi Selatan dan Sulawesi Barat (Bank Sulselbar) rapat.",
            ["PT Bank Pembangunan Daerah Sulawesi Selatan dan Sulawesi Barat"],
        ),
    ],
)
def test_names_of_honour_of_clubs_and_banks(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SMK Bahari Wibawa rapat. Sekolah Menengah Kejuruan (SMK) Bahari Wibawa Labuhan hadir.",
            ["Sekolah Menengah Kejuruan Bahari Wibawa Labuhan"] * 2,
        ),
        (
            "Kesatuan Nelayan Harapan (KNH) rapat. KNH hadir.",
            ["Kesatuan Nelayan Harapan"] * 2,
        ),
    ],
)
def test_schools_and_associations_by_their_short_heads(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_noun_for_a_unions_board_means_the_articles_one() -> None:
    text = "Pimpinan Unit Kerja Serikat Pekerja Logam (PUK SPL) PT Cahaya Logam rapat. Ketua PUK hadir."
    assert names(text) == ["Pimpinan Unit Kerja Serikat Pekerja Logam PT Cahaya Logam"] * 2


def test_plain_names_have_the_words_that_articles_have() -> None:
    """They are split by their spaces; whatever else an article's words are taken apart by is not in them."""
    rules = load_rules()
    names = [phrase for entry in all_known() for phrase in (entry.name, *entry.names)]
    names += [phrase for rule in rules.of("institutions") for phrase in rule.phrases]
    for name in names:
        words = tuple("dan" if word == "&" else word for word in Tokens(name).lows if word != ",")
        assert phrase_words(name) == words
