"""The day of what an article only goes back to."""

from mouextract.api import Extractor
from mouextract.article import Article

NEWS = "Bupati Pacitan meresmikan pasar baru, Rabu (6/3/2024). Pasar itu ramai. Harga cabai turun. Pedagang senang. "
OLD = "Dulu perjanjian kerja sama antara Pemkab Pacitan dengan PT Bumi Lestari diteken di pendapa"


def test_a_term_does_not_date_an_old_signing() -> None:
    extractor = Extractor()
    text = f"{NEWS}{OLD} dan berlaku hingga 2035."
    (agreement,) = extractor.extract(Article(text=text, published="2024-03-08")).agreements
    assert (agreement.main, agreement.status, agreement.date) == (False, "signed", None)
    text = f"{NEWS}{OLD} pada 2015 dan berlaku hingga 2035."
    (agreement,) = extractor.extract(Article(text=text, published="2024-03-08")).agreements
    assert agreement.date == "2015"


def test_when_the_old_one_ended_does_not_date_its_renewal() -> None:
    text = "Pemkab Pacitan dan PT Bumi Lestari memperpanjang perjanjian kerja sama yang habis pada Desember lalu."
    (agreement,) = Extractor().extract(Article(text=text, published="2024-03-08")).agreements
    assert (agreement.status, agreement.date) == ("signed", None)
