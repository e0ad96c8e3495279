"""What the records list of an article, and the proof of who signs."""

from __future__ import annotations

from mouextract.api import extract


def _signatory_proof(text: str) -> list[str]:
    (agreement,) = extract(text, published="2024-01-02").agreements
    return [item.text for item in agreement.evidence if item.field == "/signatories/0"]


def test_a_signer_by_office_alone_is_proven_by_office_and_name() -> None:
    text = (
        "Bupati Siak Torik Wibowo menyambut tamu. "
        "Bupati Siak kemudian menandatangani nota kesepahaman dengan PT Misal Jaya, Senin (1/1/2024)."
    )
    assert _signatory_proof(text) == ["Bupati Siak", "Bupati Siak Torik Wibowo"]


def test_a_signer_by_name_alone_is_proven_by_office_and_name() -> None:
    text = (
        "Bupati Siak Torik Wibowo menyambut tamu. "
        "Torik menandatangani nota kesepahaman dengan PT Misal Jaya, Senin (1/1/2024)."
    )
    assert _signatory_proof(text) == ["Torik", "Bupati Siak Torik Wibowo"]


def test_a_signer_named_with_the_office_needs_no_further_proof() -> None:
    text = (
        "Bupati Siak Torik Wibowo menandatangani nota kesepahaman dengan PT Misal Jaya, Senin (1/1/2024). "
        "Bupati Siak Torik Wibowo lalu pulang."
    )
    assert _signatory_proof(text) == ["Bupati Siak Torik Wibowo"]


def test_a_person_has_the_office_as_fully_as_the_article_gives_it() -> None:
    text = (
        "Mendes Torik Resmikan Pasar\n\n"
        "Menteri Desa dan Pembangunan Daerah Tertinggal Torik Wibowo meresmikan pasar. "
        "Mantan Bupati Siak itu senang."
    )
    (person,) = extract(text).people
    assert person.office == "Menteri Desa dan Pembangunan Daerah Tertinggal"


def test_another_office_of_a_person_does_not_replace_the_first() -> None:
    text = "Bupati Siak Torik Wibowo hadir. Torik Wibowo, Ketua Umum Persatuan Misal Jaya Indonesia, senang."
    (person,) = extract(text).people
    assert person.office == "Bupati Siak"
