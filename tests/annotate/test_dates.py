from __future__ import annotations

import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.annotate.dates import DateAnnotator
from mouextract.annotate.matching import new_vocab
from mouextract.errors import RuleError
from mouextract.knowledge.calendar import full_year, nearest_year, shift_month
from mouextract.mentions import Annotations, DateMention, Zone
from mouextract.rules import Rule, RuleSet, load_rules
from mouextract.text import fold

MONTHS = [
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
]
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
ENGLISH = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ROLE_LABELS = (
    "published_before",
    "published_after",
    "line_noise",
    "document",
    "unrelated",
    "connector",
    "direction",
)


@cache
def rules() -> RuleSet:
    return load_rules()


@cache
def annotator() -> DateAnnotator:
    return DateAnnotator(rules(), new_vocab())


def dates(text: str, published: str | None = None, zones: tuple[Zone, ...] = ()) -> list[DateMention]:
    ann = Annotations(text=text, published=published, zones=list(zones), folded=fold(text))
    annotator().annotate(ann)
    return ann.dates


def one(text: str, published: str | None = None) -> DateMention:
    found = dates(text, published)
    assert len(found) == 1, [text[d.start : d.end] for d in found]
    return found[0]


def words(text: str, mention: DateMention) -> str:
    return text[mention.start : mention.end]


def unmarked(example: str) -> tuple[str, str | None]:
    """Text without its square brackets, and the words between them."""
    if "[" not in example:
        return example, None
    left, rest = example.split("[", 1)
    inside, right = rest.split("]", 1)
    return left + inside + right, inside


# ---------------------------------------------------------------- rules prove themselves
def _rules(*labels: str) -> list[Rule]:
    return list(load_rules().of("dates", *labels))


@pytest.mark.parametrize("rule", _rules("form", "relative", "weekday_only"), ids=lambda r: r.id)
def test_rules_that_find_dates(rule: Rule) -> None:
    for example in rule.examples:
        text, inside = unmarked(example)
        found = [words(text, d) for d in dates(text, "2023-06-20") if d.rule == rule.id]
        assert found, example
        assert inside is None or inside in found, (example, found)
    for example in rule.counterexamples:
        assert not [d for d in dates(example, "2023-06-20") if d.rule == rule.id], example


@pytest.mark.parametrize("rule", _rules("month", "weekday", "weekday_short"), ids=lambda r: r.id)
def test_rules_of_names(rule: Rule) -> None:
    for name in rule.phrases:
        if rule.label == "month":
            found = one(f"Rapat digelar 9 {name.title()} 2023 di aula.")
            assert found.value is not None
            assert rule.value is None or found.value == f"2023-{int(rule.value):02d}-09"
        else:
            assert rule.value is not None
            day = date(2023, 11, 6) + timedelta(days=int(rule.value))
            found = one(f"Rapat digelar {name.capitalize()} ({day.day}/11/2023) di aula.")
            assert (found.value, found.weekday, found.warning) == (day.isoformat(), int(rule.value), None)


@pytest.mark.parametrize("rule", _rules("drop", *ROLE_LABELS), ids=lambda r: r.id)
def test_rules_of_context(rule: Rule) -> None:
    assert rule.regex is not None
    for example in rule.examples:
        text, inside = unmarked(example)
        matches = [m[0] for m in rule.regex.finditer(fold(text))]
        assert fold(inside or "") in matches, (example, matches)
        if rule.label == "drop":
            kinds = rule.attrs["kinds"]
            assert not [d for d in dates(text, "2023-06-20") if d.kind in kinds and words(text, d) in text], (
                example
            )
    for example in rule.counterexamples:
        assert not rule.regex.search(fold(example)), example


def test_a_date_beside_a_dropped_one_stays() -> None:
    text = (
        "UU 11/2020, PP Nomor 6 Tahun 2014 dan surat Nomor 70/AB.05/2020 dibahas 12/5/2021 "
        "di Jalan 17 Agustus, harga Rp 2,5 miliar."
    )
    assert [d.value for d in dates(text)] == ["2021-05-12"]


# ---------------------------------------------------------------- laws
ANY_DAY = st.dates(date(1995, 1, 1), date(2049, 12, 31))


def printed_forms(day: date) -> dict[str, str]:
    d, m, y = day.day, day.month, day.year
    forms = {
        "slashes": f"{d}/{m}/{y}",
        "padded": f"{d:02d}/{m:02d}/{y}",
        "dashes": f"{d:02d}-{m:02d}-{y}",
        "spaced": f"{d}/{m} / {y}",
        "dots": f"{d}.{m}.{y}",
        "written": f"{d} {MONTHS[m - 1]} {y}",
        "capitals": f"{d} {MONTHS[m - 1].upper()} {y}",
        "small": f"{d} {MONTHS[m - 1].lower()} {y}",
        "short": f"{d} {SHORT[m - 1]} {y}",
        "glued": f"{d} {MONTHS[m - 1]}{y}",
        "english": f"{d:02d} {ENGLISH[m - 1]} {y}",
        "month first": f"{ENGLISH[m - 1]} {d}, {y}",
        "iso": day.isoformat(),
    }
    if y >= 2000:
        forms["two digits"] = f"{d:02d}/{m:02d}/{y % 100:02d}"
    return forms


@given(
    day=ANY_DAY,
    form=st.integers(0, 12),
    weekday=st.sampled_from(("", "{}, ", "{} ", "{} ({})", "{} malam ({})")),
)
@settings(max_examples=300, deadline=None)
def test_any_full_date_is_read_back(day: date, form: int, weekday: str) -> None:
    name, printed = list(printed_forms(day).items())[form]
    if weekday and name == "iso":
        weekday = ""
    if "({})" in weekday:
        expression = weekday.format(DAYS[day.weekday()], printed)
    else:
        expression = weekday.format(DAYS[day.weekday()]) + printed
    text = f"Kedua pihak bertemu lagi pada {expression} untuk membahas kelanjutannya di pendopo."
    found = one(text)
    assert (found.value, found.kind, found.warning) == (day.isoformat(), "full", None)
    assert words(text, found) == expression
    assert found.weekday == (day.weekday() if weekday else None)
    assert found.basis == "text"


@given(day=ANY_DAY, apart=st.integers(-150, 150), form=st.integers(0, 4))
@settings(max_examples=300, deadline=None)
def test_a_date_without_year_is_read_from_the_publication_date(day: date, apart: int, form: int) -> None:
    if (day.month, day.day) == (2, 29):
        return
    d, m = day.day, day.month
    expression = (
        f"{DAYS[day.weekday()]} ({d}/{m})",
        f"{DAYS[day.weekday()]} ({d:02d}/{m:02d})",
        f"{d} {MONTHS[m - 1]}",
        f"{DAYS[day.weekday()]}, {d} {MONTHS[m - 1]}",
        f"{DAYS[day.weekday()]}, {d}/{m}",
    )[form]
    text = f"Rapat itu dijadwalkan {expression}, kata panitia."
    found = one(text, (day + timedelta(days=apart)).isoformat())
    assert (found.value, found.kind, found.basis) == (day.isoformat(), "yearless", "metadata")
    assert words(text, found) == expression


@given(
    first=ANY_DAY,
    length=st.integers(1, 40),
    joint=st.sampled_from((" - ", "-", " s.d. ", " hingga ", " sampai dengan ")),
)
@settings(max_examples=150, deadline=None)
def test_both_ends_of_a_range(first: date, length: int, joint: str) -> None:
    last = first + timedelta(days=length)
    if (first.year, first.month) == (last.year, last.month):
        expression = f"{first.day}{joint}{last.day} {MONTHS[last.month - 1]} {last.year}"
    else:
        expression = (
            f"{first.day} {MONTHS[first.month - 1]}{joint}{last.day} {MONTHS[last.month - 1]} {last.year}"
        )
    text = f"Pelatihan digelar {expression} di aula."
    found = dates(text)
    assert [(d.value, d.range) for d in found] == [(first.isoformat(), "from"), (last.isoformat(), "to")]
    assert words(text, found[0]) == expression
    assert text[: found[1].end].endswith(str(last.year))


@given(st.text(alphabet="0123456789/-.,() SeninMi20aprJuni:\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_true_offsets_and_valid_values(text: str) -> None:
    found = dates(text, "2023-06-20")
    assert [d.start for d in found] == sorted(d.start for d in found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert words(text, mention).strip()
        if mention.value:
            parts = [int(p) for p in mention.value.split("-")]
            assert date(*[*parts, 1, 1][:3])


# ---------------------------------------------------------------- years, order, weekdays
def test_weekday_decides_the_order_of_day_and_month() -> None:
    text = "Rapat di balai kota, Senin (06/11/2023), berjalan lancar."
    assert one(text).value == "2023-11-06"
    month_first = one("Rapat di balai kota, Senin (11/06/2023), berjalan lancar.")
    assert month_first.value == "2023-11-06"
    assert month_first.warning


def test_a_printed_day_near_publication_is_a_misprint_not_month_first() -> None:
    found = one("Rapat di balai kota, Senin (10/6/2025), berjalan lancar.", "2025-06-11")
    assert found.value == "2025-06-10"
    assert found.warning is not None
    assert "Senin" in found.warning


def test_an_impossible_order_is_turned() -> None:
    found = one("Rapat itu digelar 05/15/2023 di aula kantor.")
    assert (found.value, bool(found.warning)) == ("2023-05-15", True)


def test_a_day_that_does_not_exist_has_no_value() -> None:
    found = one("Rapat itu digelar 31/6/2023 di aula kantor.")
    assert found.value is None
    assert found.warning


def test_weekday_finds_the_year_of_a_date_far_from_publication() -> None:
    # 10 August 2024 was a Saturday; 2023's a Thursday.
    assert one("Ia dilantik Kamis (10/8) di pendopo.", "2024-06-01").value == "2023-08-10"


def test_past_and_future_words_choose_the_year() -> None:
    assert one("Nota diteken 12 Desember lalu.", "2023-08-01").value == "2022-12-12"
    assert one("Nota diteken 12 Januari mendatang.", "2023-05-01").value == "2024-01-12"


def test_without_any_base_the_year_stays_unknown() -> None:
    found = one("Rapat digelar Rabu (19/10) di aula.")
    assert (found.value, found.kind) == (None, "yearless")
    assert found.warning


def test_a_full_date_of_the_text_gives_the_year_only_nearby() -> None:
    near = dates("Koalisi itu diumumkan Rabu (20/12/2017). Batas waktunya 31 Desember.")
    assert [d.value for d in near] == ["2017-12-20", "2017-12-31"]
    assert near[1].basis == "inferred"
    far = dates("Kerja sama itu diumumkan Selasa (3/10/2017). Turnamen mulai 23 Maret.")
    assert far[1].value is None
    birthday = dates("Ia lahir di Contoh, 5 Juli 1949, dan wafat Selasa (1/7) pagi.")
    assert birthday[1].value is None


def test_page_numbers_are_no_dates() -> None:
    assert dates("Warga antre di balai desa (1/3).", "2023-08-01") == []
    assert [d.value for d in dates("Warga antre di balai desa (1/3).", "2023-03-02")] == ["2023-03-01"]


def test_weekdays_of_a_range() -> None:
    text = "Rakor digelar Jumat hingga Sabtu, 17-18 November 2023 di Mataram."
    found = dates(text)
    assert [(d.value, d.weekday, d.warning) for d in found] == [
        ("2023-11-17", 4, None),
        ("2023-11-18", 5, None),
    ]
    assert [words(text, d) for d in found] == ["Jumat hingga Sabtu, 17-18 November 2023", "18 November 2023"]


def test_ranges_of_full_dates_and_of_numbers() -> None:
    found = dates("Berlaku sejak 1 Desember 2014 sampai dengan 31 Maret 2036 menurut akta.")
    assert [(d.value, d.range) for d in found] == [("2014-12-01", "from"), ("2036-03-31", "to")]
    assert [d.value for d in dates("Pelatihan (1-3/6/2023) itu gratis.")] == ["2023-06-01", "2023-06-03"]
    assert [d.value for d in dates("Pelatihan (30/12-2/1/2023) itu gratis.")] == ["2022-12-30", "2023-01-02"]
    assert [d.value for d in dates("Tim datang pada 31 Mei dan 14 September 2023.")] == [
        "2023-05-31",
        "2023-09-14",
    ]


@given(st.integers(1990, 2040), st.integers(1, 12), st.integers(-60, 60))
def test_months_are_counted_over_the_turn_of_the_year(year: int, month: int, steps: int) -> None:
    there = shift_month(year, month, steps)
    assert 1 <= there[1] <= 12
    assert shift_month(*there, -steps) == (year, month)
    assert (there[0] - year) * 12 + there[1] - month == steps


def test_leap_days_and_years_of_two_digits() -> None:
    assert nearest_year(2, 29, date(2022, 6, 1)) == date(2024, 2, 29)
    assert nearest_year(2, 29, date(2022, 6, 1), "past") == date(2020, 2, 29)
    assert [full_year(y) for y in ("24", "98", "2016")] == [2024, 1998, 2016]


# ---------------------------------------------------------------- words
@pytest.mark.parametrize(
    ("phrase", "value", "kind"),
    [
        ("hari ini", "2025-06-18", "relative"),
        ("kemarin", "2025-06-17", "relative"),
        ("besok", "2025-06-19", "relative"),
        ("lusa", "2025-06-20", "relative"),
        ("dua hari lalu", "2025-06-16", "relative"),
        ("tahun lalu", "2024", "relative"),
        ("bulan lalu", "2025-05", "relative"),
        ("bulan depan", "2025-07", "relative"),
        ("tiga tahun silam", "2022", "relative"),
        ("pekan lalu", "2025-06", "relative"),
        ("dua minggu lalu", "2025-06", "relative"),
        ("September lalu", "2024-09", "relative"),
        ("Juni lalu", None, "relative"),
        ("Kamis", "2025-06-12", "weekday"),
        ("Rabu", "2025-06-18", "weekday"),
        ("Rabu lalu", "2025-06-11", "weekday"),
        ("Senin malam", "2025-06-16", "weekday"),
        ("Jum'at depan", "2025-06-20", "weekday"),
        ("Selasa pekan lalu", "2025-06-10", "weekday"),
    ],
)
def test_words_are_counted_from_the_publication_date(phrase: str, value: str | None, kind: str) -> None:
    text = f"Kedua pihak bertemu {phrase} di aula."
    found = one(text, "2025-06-18")
    assert (found.value, found.kind) == (value, kind)
    assert words(text, found) == phrase
    assert found.basis == ("metadata" if value else "text")
    assert one(text).value is None


@pytest.mark.parametrize(
    "text",
    ["Pasar Minggu ramai.", "Mereka bekerja dua minggu.", "Lima tahun ke depan.", "Warga salat Jumat."],
)
def test_words_that_name_no_day(text: str) -> None:
    assert dates(text, "2025-06-18") == []


def test_a_word_right_after_a_date_belongs_to_it() -> None:
    assert one("Rapat digelar Sabtu (23/7) kemarin.", "2022-07-24").value == "2022-07-23"


# ---------------------------------------------------------------- whose date
BODY = (
    "\n\nKOTA CONTOH - Kedua pihak membahas nota kesepahaman itu di balai kota dengan dihadiri banyak tamu.\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "Jumat, 20 Jun 2025 14:06 WIB",
        "Kabar.com- 20/06/2025, 20:28 WIB",
        "Jumat 20-06-2025, 21:05 WIB",
        "2025-06-20 09:14:27",
        "2025-06-20T23-51-43Z",
        "Diperbarui 20 Jun 2025, 07:00 WIB",
        "Tayang: Jumat, 20 Juni 2025 08:37 WIB",
        "Kategori: Kabar | Ditulis: 20 Juni 2025 | Hits: 287",
        "00.05 20 June 2025 545",
        "Jumat, 20 Juni 2025 | 12:24:37 WIB | Dibaca : 315 Kali",
        "Jumat, 20 Juni 2025",
        "Andi Fulan, 20 Juni 2025 14:06 WIB",
        "Andi Fulan 2025-06-20T23:51:43Z",
        "Andi Fulan 20 Juni 2025 | Daerah",
        "Diterbitkan 20 Juni 2025 oleh Andi Fulan",
        "Redaksi: Andi Fulan 20 Juni 2025",
        "Kabar.com - 20/06/2025 Andi Fulan",
        "20 Juni 2025 Dibaca 315 Kali",
    ],
)
def test_the_outlets_own_date(line: str) -> None:
    found = dates(f"Judul Berita Contoh\n{line}{BODY}Rapat digelar Kamis (19/6).")
    assert [(d.value, d.zone) for d in found] == [("2025-06-20", "published"), ("2025-06-19", None)]
    assert found[1].basis == "inferred"


def test_the_outlets_date_at_the_end() -> None:
    found = dates(f"Judul{BODY}Rapat digelar Jumat (24/3).\n\n(ab) 27 Maret 2023\n")
    assert [(d.value, d.zone) for d in found] == [("2023-03-24", None), ("2023-03-27", "published")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hari, Tanggal: Jumat 9 Agustus 2024",
        "Rapat dimulai 9 Agustus 2024 pukul 09.00 WIB",
        "Rapat di Kota Contoh, 9 Agustus 2024.",
        "Film itu tayang 9 Agustus 2024",
    ],
)
def test_an_events_date_is_not_the_outlets(sentence: str) -> None:
    assert one(f"Judul\n{sentence}{BODY}").zone is None


def test_a_page_clock_is_told_from_the_publication_line() -> None:
    found = dates(
        f"Friday, 19 April 2024\n\nBerita\n\nJudul\n\n00.05 15 May 2023 545{BODY}BALAI (15/5) - Rapat."
    )
    assert [(d.value, d.zone) for d in found] == [
        ("2024-04-19", "page"),
        ("2023-05-15", "published"),
        ("2023-05-15", None),
    ]


def test_a_page_clock_is_told_from_the_stored_date() -> None:
    text = f"Friday, 19 April 2024\n\nJudul{BODY}"
    assert one(text, "2023-05-15").zone == "page"
    assert one(text, "2024-04-19").zone == "published"
    assert one(text).zone == "published"


@pytest.mark.parametrize(
    "text",
    [
        "Undangan Nomor B.51/AB-3/VII/2022, tanggal 19 Juli 2022, dibacakan.",
        "Menurut Majalah Contoh edisi 19 Juli 2022 hal itu benar.",
        "Dalam surat gubernur tertanggal 19 Juli 2022 hal itu disebut.",
        "Menurut Berita Acara Rapat Kementerian tanggal 19 Juli 2022 pulau itu dibagi.",
    ],
)
def test_a_documents_own_date(text: str) -> None:
    found = [d for d in dates(text) if d.kind == "full"]
    assert [(d.value, d.zone) for d in found] == [("2022-07-19", "document")]


def test_a_rapat_on_a_day_is_no_document() -> None:
    assert one("Surat itu diterima. Rapat digelar pada tanggal 19 Juli 2022.").zone is None


def test_zones_of_others_work() -> None:
    line = "Redaksi Kabar Contoh menerbitkan pada Selasa, 20 Juni 2023 di halaman muka edisi daring ini"
    zone = Zone(0, len(line), "test", "publication")
    assert [d.zone for d in dates(line + BODY, zones=(zone,))] == ["published"]
    see_also = "Baca juga: Rapat 1 Mei 2023\n"
    zone = Zone(0, len(see_also), "test", "see_also")
    found = dates(see_also + "Mereka bertemu Selasa (2/5).", zones=(zone,))
    assert [d.value for d in found] == ["2023-05-01", None]


# ---------------------------------------------------------------- robustness
@pytest.mark.parametrize(
    "unit", ["12/5/2023 ", "12 Mei - ", "(1/2) ", "Nomor 1/", "1, 2, ", "9", "Senin ", "tahun lalu ", "\n12"]
)
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        dates(text, "2023-05-01")
        return time.process_time() - begin

    seconds(1000)
    assert seconds(80_000) < 14 * seconds(10_000) + 0.3


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('label = "form"\npattern = "x"\nexamples = ["x"]', "regex"),
        ('label = "form"\nregex = "x"\nexamples = ["x"]', "attrs.start"),
        ('label = "drop"\nregex = "x"\nexamples = ["x"]', "attrs.kinds"),
        ('label = "month"\nvalue = "13"\npattern = ["x"]\nexamples = ["x"]', "value"),
        ('label = "direction"\nvalue = "later"\nregex = "x"\nexamples = ["x"]', "past, future"),
        (
            'label = "relative"\nvalue = "soon"\nregex = "x"\nattrs = { trigger = ["x"] }\nexamples = ["x"]',
            "value",
        ),
        ('label = "document"\nregex = "(?i)x"\nexamples = ["x"]', "flags"),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, entry: str, reason: str) -> None:
    (tmp_path / "dates.toml").write_text(f'[[rule]]\nid = "user.wrong"\n{entry}\n', encoding="utf-8")
    with pytest.raises(RuleError, match=reason) as error:
        DateAnnotator(load_rules([tmp_path]), new_vocab())
    assert "user.wrong" in str(error.value)


def test_a_users_form_is_found(tmp_path: Path) -> None:
    (tmp_path / "dates.toml").write_text(
        '[[rule]]\nid = "user.stars"\nlabel = "form"\nattrs = { start = "short" }\n'
        "regex = '''(?P<day>\\d\\d)\\*(?P<month>\\d\\d)\\*(?P<year>\\d{4})'''\nexamples = [\"12*05*2023\"]\n",
        encoding="utf-8",
    )
    text = "Rapat digelar 12*05*2023 di aula."
    ann = Annotations(text=text, folded=text)
    DateAnnotator(load_rules([tmp_path]), new_vocab()).annotate(ann)
    assert [(d.rule, d.value) for d in ann.dates] == [("user.stars", "2023-05-12")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PKS itu bakal berakhir 16 Desember tahun ini.", "2012-12-16"),
        ("PKS itu berakhir 16 Desember.", "2011-12-16"),
        ("PKS ini berlaku sampai 31 Desember.", "2012-12-31"),
        ("Rapat itu digelar 5 Juli tahun lalu.", "2011-07-05"),
        ("Layanan dibuka 5 Mei tahun depan.", "2013-05-05"),
    ],
)
def test_words_beside_a_day_tell_its_year(text: str, value: str) -> None:
    assert [d.value for d in dates(text, "2012-06-06")] == [value]
