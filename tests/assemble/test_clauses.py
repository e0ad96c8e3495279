"""Clauses beside others: what each of them tells, and of whom."""

import pytest

from mouextract.api import Extractor
from mouextract.article import Article


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def told(extractor: Extractor, text: str) -> list[tuple[str, bool, set[str]]]:
    """Status, whether main, and parties of each agreement."""
    record = extractor.extract(Article(text=text, published="2024-03-08"))
    return [(a.status, a.main, {p.name for p in a.parties}) for a in record.agreements]


NGAWI, UNS, BKN = "Pemerintah Kabupaten Ngawi", "Universitas Sebelas Maret", "Badan Kepegawaian Negara"


def test_a_document_that_came_before_is_background(extractor: Extractor) -> None:
    text = (
        "NGAWI - Berdasarkan nota kesepahaman BKN dan UNS, Pemkab Ngawi akan meneken perjanjian kerja sama "
        "dengan Polres Ngawi, Senin (11/3/2024)."
    )
    assert told(extractor, text) == [
        ("planned", True, {NGAWI, "Kepolisian Resor Ngawi"}),
        ("in_force", False, {BKN, UNS}),
    ]


def test_who_speaks_behind_a_signing_made_no_other_document(extractor: Extractor) -> None:
    text = (
        "NGAWI - Usai meneken MoU dengan UNS, Bupati Ngawi Joko Pranoto berharap PKS dengan fakultas segera dibuat "
        "bersama Dinas Pendidikan, Rabu (6/3/2024)."
    )
    assert ("signed", True, {NGAWI, UNS}) in told(extractor, text)


def test_minutes_signed_by_two_are_no_agreement_of_theirs(extractor: Extractor) -> None:
    text = (
        "Sebagai informasi, kegiatan asesmen itu ditutup dengan penandatanganan berita acara oleh Tim Asesor "
        "BAN-PT dan Rektor UNS."
    )
    assert told(extractor, text) == []


def test_a_company_by_its_initials_has_its_name(extractor: Extractor) -> None:
    text = (
        "Jakarta - Bank Mandiri menyalurkan kredit kepada PT Contoria Tol Nusantara. Perjanjian kredit itu diteken "
        "Direktur Utama Bank Mandiri Budi Santoso dan Direktur Utama CTN Amir Badu, Rabu (6/3/2024)."
    )
    ((_, _, parties),) = told(extractor, text)
    assert "PT Contoria Tol Nusantara" in parties


def test_a_heads_letters_that_two_share_mean_neither(extractor: Extractor) -> None:
    text = (
        "NGAWI - Pemkab Ngawi menggandeng BBWS Bengawan Solo. BBWS Brantas belum diajak bicara. Perjanjian kerja "
        "sama itu diteken Bupati Joko Pranoto dan Kepala BBWS Amir Badu, Rabu (6/3/2024)."
    )
    ((_, _, parties),) = told(extractor, text)
    assert parties == {NGAWI, "BBWS"}


def test_who_urges_just_one_other_is_the_other_side(extractor: Extractor) -> None:
    text = (
        "NGAWI - BP2MI mendorong Pemkab Ngawi segera meneken MoU pelindungan pekerja migran, Rabu (6/3/2024)."
    )
    ((_, _, parties),) = told(extractor, text)
    assert parties == {NGAWI, "Badan Pelindungan Pekerja Migran Indonesia"}


@pytest.mark.parametrize(
    "opening",
    [
        "Menindaklanjuti MoU tahun lalu, Pemkab Ngawi dan UNS menandatangani perjanjian kerja sama di Ngawi.",
        "Berdasarkan nota kesepahaman yang ada, Pemkab Ngawi meneken PKS dengan UNS.",
        "Penandatanganan perjanjian kerja sama Pemkab Ngawi dan UNS, Kamis (7/3/2024), merupakan tindak lanjut "
        "nota kesepahaman kedua pihak pada 2022.",
    ],
)
def test_an_older_document_named_alone_is_of_the_same_parties(extractor: Extractor, opening: str) -> None:
    assert told(extractor, opening) == [("signed", True, {NGAWI, UNS}), ("in_force", False, {NGAWI, UNS})]


def test_the_time_of_an_older_document_is_not_that_of_the_new_one(extractor: Extractor) -> None:
    text = (
        "Penandatanganan perjanjian kerja sama antara Pemkab Ngawi dan UNS, Kamis (7/3/2024), merupakan tindak "
        "lanjut nota kesepahaman kedua pihak pada 2022."
    )
    record = extractor.extract(Article(text=text, published="2024-03-20"))
    assert [(a.status, a.date) for a in record.agreements] == [("signed", "2024-03-07"), ("in_force", None)]


def test_numbered_documents_of_one_side_have_a_partner_each(extractor: Extractor) -> None:
    text = (
        "Bupati Ngawi Joko Pranoto menandatangani sejumlah naskah kerja sama, Rabu (6/3/2024). Naskah itu yaitu:\n"
        "1. Nota Kesepakatan dengan Pemerintah Kabupaten Magetan tentang Pengendalian Inflasi;\n"
        "2. Nota Kesepahaman dengan UNS tentang Riset;\n"
        "3. Perjanjian Kerja Sama dengan Polres Ngawi tentang Keamanan."
    )
    assert told(extractor, text) == [
        ("signed", True, {NGAWI, "Pemerintah Kabupaten Magetan"}),
        ("signed", True, {NGAWI, UNS}),
        ("signed", True, {NGAWI, "Kepolisian Resor Ngawi"}),
    ]


def test_a_body_and_its_own_branch_agree_on_nothing(extractor: Extractor) -> None:
    text = "BPJS Kesehatan meneken perjanjian kerja sama dengan BPJS Kesehatan Cabang Ngawi, Rabu (6/3/2024)."
    assert told(extractor, text) == []


def test_two_documents_in_the_making_are_both_news(extractor: Extractor) -> None:
    text = (
        "Presiden bertolak ke luar negeri, Senin. Rombongan mampir di dua kota. Agendanya padat. Cuaca cerah. "
        "Para menteri ikut serta. Delegasi pengusaha juga berangkat. Jamuan makan malam disiapkan. Pers diundang. "
        "Di kota pertama, Pemkab Ngawi dan UNS dijadwalkan meneken nota kesepahaman. Dokumen itu akan diteken. "
        "Di kota kedua, BKN dan Kementerian Kesehatan direncanakan menandatangani letter of intent. "
        "Letter of intent itu masih dibahas."
    )
    assert [(status, main) for status, main, _ in told(extractor, text)] == [
        ("planned", True),
        ("planned", True),
    ]


def test_a_document_in_the_making_that_is_named_once_is_background(extractor: Extractor) -> None:
    text = (
        "Hujan merendam tiga desa. Warga mengungsi. Air setinggi pinggang. Bantuan berdatangan. Dapur umum dibuka. "
        "Sekolah diliburkan. Petugas membersihkan lumpur. Jalan dibuka lagi. Tidak ada korban jiwa. "
        "Pemkab Ngawi sedang menyusun nota kesepahaman dengan UNS mengenai peta banjir."
    )
    assert told(extractor, text) == [("planned", False, {NGAWI, UNS})]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        (
            "Ombudsman RI dan Ombudsman Korea Selatan meneken MoU, Selasa (5/3).",
            {"Ombudsman Republik Indonesia", "Ombudsman Korea Selatan"},
        ),
        (
            "Gubernur Bank Sentral Mesir Hassan al-Fulani dan Kepala BKN Tri Badu meneken MoU, Selasa (5/3).",
            {"Bank Sentral Mesir", BKN},
        ),
        (
            "MoU diteken Kepala Balai Contoh Kebudayaan Wilayah XX Dody Badu dan Kepala BKN Tri Badu, Selasa (5/3).",
            {"Balai Contoh Kebudayaan Wilayah XX", BKN},
        ),
        (
            "MoU ditandatangani Bupati Ngawi Joko Pranoto dan Budi Fulan dari PT Sinar Contoh, Selasa (5/3).",
            {NGAWI, "PT Sinar Contoh"},
        ),
        (
            "Kementerian Kesehatan memantau dari Jakarta. Hari itu, Kementerian Kebudayaan Bahrain menyatakan "
            "membatalkan MoU dengan Kementerian Pariwisata Lebanon.",
            {"Kementerian Kebudayaan Bahrain", "Kementerian Pariwisata Lebanon"},
        ),
        (
            "Direktur RSUD Soeroto dr. Siti Badu, XQMR dan Bupati Ngawi Joko Pranoto meneken MoU, Selasa (5/3).",
            {"RSUD Soeroto", NGAWI},
        ),
        (
            "MoU diteken Kepala Pusat Pelaporan dan Analisis Transaksi Keuangan (PPATK) Ivan Badu dan Bupati Ngawi "
            "Joko Pranoto, Selasa (5/3).",
            {"Pusat Pelaporan dan Analisis Transaksi Keuangan", NGAWI},
        ),
        (
            "Bendesa Adat Sukamaju Komang Badu dan Bupati Ngawi Joko Pranoto meneken MoU, Selasa (5/3).",
            {"Desa Adat Sukamaju", NGAWI},
        ),
        (
            "Kanwil Ditjenpas Kaltim-Kaltara dan Kanwil BPN Kaltim meneken PKS, Selasa (5/3).",
            {
                "Kantor Wilayah Direktorat Jenderal Pemasyarakatan Kalimantan Timur dan Kalimantan Utara",
                "Kantor Wilayah Badan Pertanahan Nasional Kalimantan Timur",
            },
        ),
        (
            "Kanwil DJP Sumatera Selatan-Kepulauan Bangka Belitung dan Pemkab Ngawi meneken PKS, Selasa (5/3).",
            {
                "Kantor Wilayah Direktorat Jenderal Pajak Sumatera Selatan dan Kepulauan Bangka Belitung",
                NGAWI,
            },
        ),
        (
            "Kakanwil BPN Kaltim Deni Badu dan Bupati Ngawi Joko Pranoto meneken PKS, Selasa (5/3).",
            {"Kantor Wilayah Badan Pertanahan Nasional Kalimantan Timur", NGAWI},
        ),
        (
            "OJK Bengkulu-Lampung dan Pemkab Ngawi meneken PKS, Selasa (5/3).",
            {"Otoritas Jasa Keuangan Bengkulu dan Lampung", NGAWI},
        ),
        (
            "Bupati Ngawi Joko Pranoto, Kopikita dan UNS meneken MoU, Selasa (5/3).",
            {NGAWI, "Kopikita", UNS},
        ),
        (
            "Menteri Imipas Agus Badu dan Menteri Dikdasmen Abdul Badu meneken MoU, Selasa (5/3).",
            {"Kementerian Imigrasi dan Pemasyarakatan", "Kementerian Pendidikan Dasar dan Menengah"},
        ),
        (
            "Menteri Desa Yandri Badu dan Menteri Dikbud Budi Santoso meneken MoU, Selasa (5/3).",
            {
                "Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi",
                "Kementerian Pendidikan dan Kebudayaan",
            },
        ),
        (
            "Direktur Utama PT Transjakarta Welfi Badu dan Bupati Ngawi Joko Pranoto meneken MoU, Selasa (5/3).",
            {"PT Transjakarta", NGAWI},
        ),
        (
            "Pimpinan Wilayah Perum Bulog Jatim Endang Badu dan Bupati Ngawi Joko Pranoto meneken MoU, Selasa (5/3).",
            {"Perum Bulog Jawa Timur", NGAWI},
        ),
        (
            "Bupati Ngawi Joko Pranoto dan Kepala LLDIKTI Wilayah VII Dyah Badu meneken MoU, Selasa (5/3).",
            {NGAWI, "Lembaga Layanan Pendidikan Tinggi Wilayah VII"},
        ),
    ],
)
def test_parties_by_their_exact_names(extractor: Extractor, sentence: str, parties: set[str]) -> None:
    ((_, _, found),) = told(extractor, sentence)
    assert found == parties


@pytest.mark.parametrize(
    ("tail", "types"),
    [
        ("addendum dari perjanjian kerja sama sebelumnya", ["addendum"]),
        ("addendum Perjanjian Kerja Sama (PKS) layanan kesehatan", ["addendum"]),
        ("Perjanjian Kerja Sama (PKS) dan addendum", ["perjanjian_kerja_sama", "addendum"]),
        ("perjanjian kerja sama turunan dari nota kesepahaman", ["perjanjian_kerja_sama"]),
        ("PKS sebagai pelaksanaan MoU tahun lalu", ["perjanjian_kerja_sama"]),
    ],
)
def test_what_the_new_document_goes_back_to_is_not_signed(
    extractor: Extractor, tail: str, types: list[str]
) -> None:
    record = extractor.extract(
        Article(text=f"Pemkab Ngawi dan UNS menandatangani {tail}, Rabu (6/3).", published="2024-03-08")
    )
    new = record.agreements[0]
    assert (new.status, new.types) == ("signed", types)


@pytest.mark.parametrize(
    ("words", "duration"),
    [
        ("lima tahun", "P5Y"),
        ("limatahun", "P5Y"),
        ("5tahun", "P5Y"),
        ("dua(2) tahun", "P2Y"),
        ("6 (enam) bulan", "P6M"),
    ],
)
def test_how_long_it_is_for_also_with_spaces_lost(extractor: Extractor, words: str, duration: str) -> None:
    text = f"Pemkab Ngawi dan UNS menandatangani MoU yang berlaku selama {words}."
    (agreement,) = extractor.extract(Article(text=text)).agreements
    assert agreement.duration == duration


def test_two_other_contracts_are_one_type(extractor: Extractor) -> None:
    text = "PT Misal Jaya dan PT Contoh Raya menandatangani kontrak kerja sama dan Head of Agreement."
    (agreement,) = extractor.extract(Article(text=text)).agreements
    assert agreement.types == ["other"]


def test_an_office_in_the_place_line_is_no_actor(extractor: Extractor) -> None:
    text = "Menteri - Dua bupati bupati Siak Menteri Daerah menandatangani kerja sama tahun ini."
    assert extractor.extract(Article(text=text)).agreements == []


def test_a_name_may_begin_with_a_verb_of_signing(extractor: Extractor) -> None:
    text = "Usai Teken Aja meneken MoU dengan UNS, Rabu (6/3/2024). Pelanggan Teken Aja senang."
    assert told(extractor, text) == [("signed", True, {"Teken Aja", UNS})]
