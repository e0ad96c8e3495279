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
