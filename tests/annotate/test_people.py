"""People: names and what stands around them, and mentions of one person joined."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.annotate.pipeline import Pipeline, start
from mouextract.article import Article
from mouextract.mentions import PersonMention
from mouextract.rules import load_rules

STEPS = ["zones", "sentences", "dates", "regions", "institutions", "people"]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load_rules(), only=STEPS)


def people(pipeline: Pipeline, text: str) -> list[tuple[str, PersonMention]]:
    return [(text[p.start : p.end], p) for p in pipeline.annotate(Article(text=text)).people]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("H. Torik", "Torik"),
        ("Hj. Siti Aminah, SST., S.Kep., MPH.", "Siti Aminah"),
        ("Drs. H. Torik Wibowo, M.Si", "Torik Wibowo"),
        ("Torik,S.Sos", "Torik"),
        ("Prof Dr Torik Edi Wibowo SH MSi", "Torik Edi Wibowo"),
        ("Ir. H. Torik, M.T.P", "Torik"),
        ("dr. H. Torik, M.Kes.", "Torik"),
        ("Mayjen TNI (Purn) Andi Torikka", "Andi Torikka"),
        ("Kombes. Pol. Torik Wibowo, S.I.K., M.H.", "Torik Wibowo"),
        ("Tgk. H. Torik Ma'mun", "Torik Ma'mun"),
        ("I Gusti Ngurah Torik Negara", "I Gusti Ngurah Torik Negara"),
        ("La Ode Torik", "La Ode Torik"),
        ("M. Torik Wibowo", "M. Torik Wibowo"),
        ("Raden Torik Surya", "Raden Torik Surya"),
        ("Torik bin Wibowo", "Torik bin Wibowo"),
        ("Prof. Siti binti Jumat", "Siti binti Jumat"),
        ("Torik bin Mei Wibowo", "Torik bin Mei Wibowo"),
        ("Assoc. Prof. Dr. Torik Wibowo", "Torik Wibowo"),
        ("Torik Wibowo HY", "Torik Wibowo HY"),
        ("apt. Siti Aminah, M.Farm", "Siti Aminah"),
        ("Torik Mayor", "Torik Mayor"),
        ("Drs. AS Torik Wibowo", "AS Torik Wibowo"),
        ("Torik Hi. Wibowo", "Torik Hi. Wibowo"),
    ],
)
def test_honorifics_and_degrees_are_in_the_span_and_not_in_the_name(
    pipeline: Pipeline, printed: str, name: str
) -> None:
    text = f"Acara dibuka Bupati Siak {printed} di aula."
    ((span, found),) = people(pipeline, text)
    assert found.name == name
    assert span == f"Bupati Siak {printed}"


def test_the_full_stop_of_a_sentence_is_no_part_of_a_degree(pipeline: Pipeline) -> None:
    ((span, found),) = people(pipeline, "Hadir Bupati Siak Torik Wibowo, SH. Acara lancar.")
    assert span == "Bupati Siak Torik Wibowo, SH"
    assert found.name == "Torik Wibowo"


@pytest.mark.parametrize(
    "text",
    [
        "Torik Wibowo, Kepala BP2MI, hadir.",
        "Torik Wibowo, S.Sos., M.Si., Kepala BP2MI, hadir.",
        "Torik Wibowo selaku Kepala BP2MI hadir.",
        "Torik Wibowo yang juga Kepala BP2MI hadir.",
        "Rahmat Wibowo Kepala BP2MI hadir.",
        "Kepala BP2MI, yakni Torik Wibowo, hadir.",
        "Kepala BP2MI di perusahaan itu, Torik Wibowo, hadir.",
    ],
)
def test_name_and_office_in_either_order(pipeline: Pipeline, text: str) -> None:
    ((_, found),) = people(pipeline, text)
    assert found.name is not None
    assert found.name.endswith("Wibowo")
    assert found.role == "Kepala BP2MI"


def test_a_second_office_belongs_to_the_person_before_it(pipeline: Pipeline) -> None:
    text = "Ketua PMI Kota Bogor Torik Wibowo, yang juga Wakil Wali Kota Bogor, hadir."
    first, second = people(pipeline, text)
    assert first[1].key == second[1].key
    assert second[1].role == "Wakil Wali Kota Bogor"


def test_later_mentions_are_joined_and_carry_the_full_name(pipeline: Pipeline) -> None:
    text = (
        "Pj Bupati Siak Torik Wibowo menyambut tamu. Menurut Torik, acara lancar. "
        "Bupati lalu pulang. “Kita senang,” kata Bupati Torik. Wibowo pun tertawa."
    )
    found = people(pipeline, text)
    assert [span for span, _ in found] == [
        "Pj Bupati Siak Torik Wibowo",
        "Torik",
        "Bupati",
        "Bupati Torik",
        "Wibowo",
    ]
    assert {(p.name, p.key, p.role) for _, p in found} == {
        ("Torik Wibowo", "person:torik wibowo", "Pj Bupati Siak")
    }


def test_the_office_in_the_lead_finds_its_holder_further_down(pipeline: Pipeline) -> None:
    text = "Bupati Siak meneken nota itu.\nHadir pula Bupati Siak Torik Wibowo."
    assert {p.name for _, p in people(pipeline, text)} == {"Torik Wibowo"}


def test_words_of_no_name_are_no_later_mention(pipeline: Pipeline) -> None:
    found = people(pipeline, 'Menurut Drs Fulan Misal, "Kakanwil Drs')
    assert [text for text, _ in found] == ["Drs Fulan Misal", "Kakanwil Drs"]


def test_a_deputy_is_another_person(pipeline: Pipeline) -> None:
    text = "Bupati Siak Torik Wibowo hadir. Wakil Bupati Siak menyusul. Bupati Kampar absen."
    found = people(pipeline, text)
    assert [p.name for _, p in found] == ["Torik Wibowo", None, None]
    assert len({p.key for _, p in found}) == 3


def test_two_people_who_share_a_name_stay_apart(pipeline: Pipeline) -> None:
    text = "Bupati Siak Eka Putra hadir. Asisten Manager Niaga Doni Eka Putra bicara. Eka Putra setuju."
    found = people(pipeline, text)
    assert [p.name for _, p in found] == ["Eka Putra", "Doni Eka Putra", "Eka Putra"]


def test_another_person_with_the_same_first_name_is_not_joined(pipeline: Pipeline) -> None:
    found = people(pipeline, "Bupati Siak Torik Wibowo hadir. Pengamat bernama Torik Hartono menonton.")
    assert [span for span, _ in found] == ["Bupati Siak Torik Wibowo"]


def test_an_everyday_word_alone_is_nobody(pipeline: Pipeline) -> None:
    text = "Bupati Siak Torik Jaya Negara hadir. Kepala Negara tiba. Jaya selalu!"
    assert [span for span, _ in people(pipeline, text)][1:] in ([], ["Kepala Negara"])


@pytest.mark.parametrize(
    ("name", "text", "short"),
    [
        ("Ahmad Torikka", "“Kami siap,” jelas Ahmad.", "Ahmad"),
        ("Ahmad Torikka", "Ahmad menambahkan, rapat itu penting.", "Ahmad"),
        ("Ahmad Torikka", "Ahmad juga berharap warga tenang.", "Ahmad"),
        ("Ahmad Torikka", "“Kami siap.” Pungkas Ahmad.", "Ahmad"),
        ("Torik Budi", "Menurut Pak Budi, rapat itu penting.", "Budi"),
        ("Rudianto Torikka", "Untuk itu, sambung Rudi, warga perlu tenang.", "Rudi"),
        ("Muhammad Rudianto", "“Kami siap,” kata Rudi.", "Rudi"),
    ],
)
def test_a_short_or_common_name_is_the_person_where_it_speaks(
    pipeline: Pipeline, name: str, text: str, short: str
) -> None:
    found = people(pipeline, f"Acara dibuka Bupati Siak {name} di aula.\n\n{text}")
    assert [(span, p.name) for span, p in found][1:] == [(short, name)]


@pytest.mark.parametrize(
    "text",
    [
        # Nobody speaks.
        "Bupati Siak Ahmad Torikka hadir. Toko Ahmad ramai.",
        "Bupati Siak Rudianto Torikka hadir. Di sana Rudi tertidur.",
        # Somebody else of that name.
        "Bupati Siak Ahmad Torikka hadir. Ada warga, Ahmad Sutoyo. “Bagus,” kata Ahmad.",
        "Bupati Siak Ahmad Torikka hadir. “Bagus,” kata Ahmad Sutoyo, warga. “Ya,” ujar Ahmad.",
        "Bupati Siak Rudianto Torikka hadir. Ada warga bernama Rudi. “Bagus,” kata Rudi.",
        "Bupati Siak Rudianto Torikka hadir. “Bagus,” kata Rudi Sutoyo.",
        # Too short, or no beginning of the first name.
        "Bupati Siak Rudianto Torikka hadir. “Bagus,” kata Rud.",
        "Bupati Siak Rudianto Torikka hadir. “Bagus,” kata Torik.",
        # Before the name.
        "“Bagus,” kata Ahmad. Bupati Siak Ahmad Torikka hadir.",
    ],
)
def test_a_short_or_common_name_that_could_be_anybodys_is_nobody(pipeline: Pipeline, text: str) -> None:
    assert len(people(pipeline, text)) == 1


def test_a_short_name_of_two_people_is_neither(pipeline: Pipeline) -> None:
    text = "Bupati Siak Rudianto Torikka dan Bupati Kampar Rudiansyah Wibowo hadir. “Bagus,” kata Rudi."
    assert [p.name for _, p in people(pipeline, text)] == ["Rudianto Torikka", "Rudiansyah Wibowo"]
    text = text.replace("Rudianto", "Ahmad").replace("Rudiansyah", "Ahmad").replace("kata Rudi", "kata Ahmad")
    assert [p.name for _, p in people(pipeline, text)] == ["Ahmad Torikka", "Ahmad Wibowo"]


@pytest.mark.parametrize(
    "place",
    [
        "Rumah Dinas Bupati",
        "rumah dinas bupati",
        "Rumah Jabatan Bupati Siak",
        "Kantor Bupati Siak",
        "Pendopo Bupati",
        "Aula Bupati Siak",
        "Kediaman Resmi Bupati",
        "Ruang Rapat Bupati Siak",
    ],
)
def test_a_place_named_after_an_office_is_nobody(pipeline: Pipeline, place: str) -> None:
    text = f"Bupati Siak Torik Wibowo hadir. Acara berlangsung di {place}, Senin."
    assert len(people(pipeline, text)) == 1


def test_an_office_beside_a_place_is_its_holder(pipeline: Pipeline) -> None:
    text = "Bupati Siak Torik Wibowo hadir. Dari kantor dinas, Bupati Siak pulang ke rumah."
    assert [span for span, _ in people(pipeline, text)] == ["Bupati Siak Torik Wibowo", "Bupati Siak"]


def test_a_nickname_in_brackets_is_the_person(pipeline: Pipeline) -> None:
    text = "Bupati Siak Bambang Torik Wibowo (BTW) hadir. BTW senang."
    assert [(span, p.name) for span, p in people(pipeline, text)][1] == ("BTW", "Bambang Torik Wibowo")


@pytest.mark.parametrize(
    "text",
    [
        "Pemkab Siak berbenah. Bupati Torik menyapa warga.",
        "Warga Kabupaten Siak senang. Bupati Torik menyapa mereka.",
    ],
)
def test_a_bare_head_takes_the_region_of_the_article(pipeline: Pipeline, text: str) -> None:
    ((_, found),) = people(pipeline, text)
    assert found.role == "Bupati Siak"
    assert found.institution is not None
    assert found.institution.code == "14.08"


def test_an_office_with_nya_before_a_name(pipeline: Pipeline) -> None:
    text = "Kabupaten Siak mengutus wakil bupatinya, Torik Wibowo. Kabupaten Kampar mengirim bupatinya, Budi Fulan."
    found = [(span, p.name, p.role) for span, p in people(pipeline, text)]
    assert found == [
        ("wakil bupatinya, Torik Wibowo", "Torik Wibowo", "Wakil Bupati Siak"),
        ("bupatinya, Budi Fulan", "Budi Fulan", "Bupati Kampar"),
    ]


def test_an_office_in_capitals_with_nya_before_a_name(pipeline: Pipeline) -> None:
    text = "PT Cahaya Torik meneken MoU. Cahaya Torik diwakili CEO-nya, Budi Fulan, di aula."
    ((_, found),) = people(pipeline, text)
    assert (found.name, found.role) == ("Budi Fulan", "CEO PT Cahaya Torik")
    assert people(pipeline, "Ia menelepon CEO-nya Sinar Fulan kemarin.") == []


def test_an_office_of_a_body_named_by_a_bare_noun(pipeline: Pipeline) -> None:
    text = (
        "PT Cahaya Torik meneken MoU. Direktur Utama perusahaan itu, Budi Fulan, hadir. Menurut direktur "
        "perusahaan tersebut, harga naik."
    )
    assert [(p.name, p.role) for _, p in people(pipeline, text)] == [
        ("Budi Fulan", "Direktur Utama PT Cahaya Torik")
    ]


def test_an_office_with_nya_and_no_name_is_nobody(pipeline: Pipeline) -> None:
    assert people(pipeline, "Kabupaten Siak tenang. Bupatinya, kata warga, sedang sakit.") == []


def test_a_bare_head_takes_the_region_before_it_in_its_sentence(pipeline: Pipeline) -> None:
    text = "Kabupaten Siak diwakili Bupati Torik, sedangkan Kabupaten Kampar diwakili Bupati Rahmat."
    assert [p.role for _, p in people(pipeline, text)] == ["Bupati Siak", "Bupati Kampar"]


def test_headlines_in_capitals_and_with_capital_verbs(pipeline: Pipeline) -> None:
    body = "\n\nBupati Siak Torik Wibowo meneken nota kesepahaman dengan BP2MI, Senin (1/1/2024).\n"
    for title in ("BUPATI SIAK TORIK WIBOWO TEKEN MOU", "Bupati Siak Torik Wibowo Teken MoU dengan BP2MI"):
        found = people(pipeline, title + body)
        assert found[0][0].casefold() == "bupati siak torik wibowo"
        assert {p.name for _, p in found} == {"Torik Wibowo"}


@pytest.mark.parametrize(
    "text",
    [
        "BUPATI SIAK TEKEN MOU DENGAN BP2MI.\n\nAcara itu digelar kemarin.",
        "Wako Dumai Teken Nota Kesepahaman. Acara itu digelar kemarin.",
        "Rektor Temui Bupati Siak. Acara itu digelar kemarin.",
        "Bupati Siak Sambut Tamu dari Jakarta. Acara itu digelar kemarin.",
        "Baca juga Gubernur Riau Minta Tenang. Acara itu digelar kemarin.",
    ],
)
def test_verbs_of_headlines_are_nobody_wherever_they_stand(pipeline: Pipeline, text: str) -> None:
    assert {p.name for _, p in people(pipeline, text)} == {None}


def test_a_name_that_is_a_verb_in_headlines_stays_in_the_text(pipeline: Pipeline) -> None:
    ((_, found),) = people(pipeline, "Kemarin hadir Bupati Siak Torik Bangun di aula.")
    assert found.name == "Torik Bangun"


def test_the_company_is_no_mention_of_its_head(pipeline: Pipeline) -> None:
    text = "Kembangin tumbuh. Nota diteken CEO Kembangin Xandro Tilaren. Kata Xandro, Kembangin akan ikut."
    assert [span for span, _ in people(pipeline, text)] == ["CEO Kembangin Xandro Tilaren", "Xandro"]


def test_lost_spaces(pipeline: Pipeline) -> None:
    ((_, found),) = people(pipeline, "Acara dibuka BupatiSiakTorik Wibowo,S.Sos di aula.")
    assert (found.name, found.role) == ("Torik Wibowo", "Bupati Siak")


PIECES = st.sampled_from(
    [
        "Bupati",
        "Kepala",
        "Dinas",
        "Siak",
        "Torik",
        "Wibowo",
        "H.",
        "S.Sos",
        ",",
        ".",
        "(",
        ")",
        "Pj",
        "dan",
        "yang juga",
        "Kota",
        "PT",
        "\n",
        "\xa0",
        "“",
        "Kajari",
        "AKBP",
        "menteri",
        "2023",
        "/",
        "se-",
        "I",
        "BP2MI",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_spans_are_always_sound(pieces: list[str]) -> None:
    text = " ".join(pieces)
    pipeline = PIPELINE
    ann = pipeline.annotate(Article(text=text))
    assert [p.start for p in ann.people] == sorted(p.start for p in ann.people)
    for person in ann.people:
        assert 0 <= person.start < person.end <= len(text)
        for span in (person.name_span, person.title_span):
            assert span is None or person.start <= span[0] < span[1] <= person.end
        assert person.name or person.role
        assert person.name is None or person.name.strip() == person.name


PIPELINE = Pipeline(load_rules(), only=STEPS)


@pytest.mark.parametrize(
    "piece",
    [
        "Bupati ",
        "Pj ",
        "Kepala (",
        "Ketua Torik Wibowo, ",
        "Ahmad, Kepala BP2MI ",
        "H. ",
        "(",
        "S.Sos, ",
        "CEO Wirago Sagara Motor Xandro Tilaren ",
        "CEO Wirago Wirago Wirago Wirago ",
        "Gubernur Bank of the ",
        "Ketua Ahmad Wibowo hadir, kata Ahmad. ",
        "Sekertaris Dinas Pertanain ",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    annotator = PIPELINE.annotators[-1]

    def seconds(length: int) -> float:
        ann = start(Article(text=piece * (length // len(piece))))
        begun = time.process_time()
        annotator.annotate(ann)
        return time.process_time() - begun

    # Ten times the text may take some twenty times as long, not a hundred; other load may spoil a measurement or two.
    assert any(seconds(100_000) < 20 * max(seconds(10_000), 0.02) for _ in range(3))


def test_a_headlines_verb_names_nobody_in_the_text(pipeline: Pipeline) -> None:
    text = "Warga di Pelita mengungsi.\nPilihan Editor: Presiden Brasil Cermati Pelita di Gaza"
    assert [span for span, _ in people(pipeline, text)] == ["Presiden Brasil Cermati Pelita"]


def test_half_of_a_companys_name_is_no_part_of_its_heads(pipeline: Pipeline) -> None:
    text = "PT Galur Mineral Lestari meneken kontrak. Dokumen diteken Direktur Galur Mineral Kavin di aula."
    ((_, found),) = people(pipeline, text)
    assert (found.name, found.role) == ("Kavin", "Direktur Galur Mineral")
    assert found.institution is not None
    assert found.institution.name == "PT Galur Mineral Lestari"
