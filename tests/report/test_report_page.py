"""The file itself: safe, self-contained, complete in both languages, the same every time."""

import base64
import json
import re
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest

from mouextract.errors import OutputError
from mouextract.knowledge.regions import all_regions
from mouextract.records import AgreementType, ArticleRecord, Evidence, Signatory, Status
from mouextract.report.page import SCRIPTS, page, safe_json, write_page
from mouextract.report.texts import Missing

ASSETS = resources.files("mouextract.report") / "assets"
CODE = {name: (ASSETS / f"{name}.js").read_text("utf-8") for name in SCRIPTS}
LABELS: dict[str, dict[str, str]] = json.loads((ASSETS / "labels.json").read_text("utf-8"))
HOSTILE = "</script><img src=x onerror=alert(1)><!--\u2028\u2029&\u202e<script>"

Make = Callable[..., ArticleRecord]
Built = Callable[..., str]


class Parts(HTMLParser):
    """Elements, their attributes, and what stands in script and style elements."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open: str | None = None
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.inside:
            self._open = tag
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.inside[self._open][-1] += data


def test_json_cannot_leave_its_element() -> None:
    line = safe_json({"title": HOSTILE})
    assert json.loads(line) == {"title": HOSTILE}
    assert not set(line) & set("<>&\u2028\u2029")


def test_hostile_words_are_data(make: Make, built: Built) -> None:
    plain = Parts(built(make()))
    hostile = built(
        make(title=HOSTILE, before=HOSTILE, source={"outlet": HOSTILE, "url": HOSTILE, "uri": HOSTILE})
    )
    parts = Parts(hostile)
    assert parts.tags == plain.tags
    labels, data, script = parts.inside["script"]
    assert json.loads(data)["articles"][0][0] == HOSTILE
    assert [json.loads(labels), script] == [LABELS, plain.inside["script"][2]]


def test_a_title_is_text(make: Make) -> None:
    content = page({"articles": []}, title="<b>{{data}}</b>", source="{{script}}")
    assert "<title>&lt;b&gt;{{data}}&lt;/b&gt;</title>" in content
    assert json.loads(Parts(content).inside["script"][1])["source"] == "{{script}}"


def test_the_policy_allows_this_style_and_script_alone(make: Make, built: Built) -> None:
    parts = Parts(built(make()))
    policy = next(a["content"] for tag, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for kind, content in (("style", parts.inside["style"][0]), ("script", parts.inside["script"][2])):
        digest = base64.b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    assert [a.get("type") for tag, a in parts.tags if tag == "script"] == ["application/json"] * 2 + [None]
    assert not [a for _, a in parts.tags if "src" in a or "style" in a or any(k.startswith("on") for k in a)]
    assert [a["href"] for _, a in parts.tags if "href" in a] == ["data:,", "#list"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_make_no_markup_and_ask_no_network(name: str) -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|DOMParser"
    forbidden += r"|fetch\(|XMLHttp|WebSocket|sendBeacon|import\("
    assert not re.search(forbidden, CODE[name])
    assert "</script" not in CODE[name]
    assert len(CODE[name].splitlines()) < 400


def test_both_languages_say_everything() -> None:
    assert set(LABELS) == {"id", "en"}
    assert list(LABELS["id"]) == list(LABELS["en"])
    for key, label in LABELS["id"].items():
        assert sorted(re.findall(r"\{\w+\}", label)) == sorted(re.findall(r"\{\w+\}", LABELS["en"][key])), key
    used = {key for code in CODE.values() for key in re.findall(r"\bt\((?:\w+ === 1 \? )?'([\w.]+)'", code)}
    used |= set(re.findall(r'data-(?:t|label)="(\w+)"', (ASSETS / "page.html").read_text("utf-8")))
    assert used - set(LABELS["id"]) == set()


def test_every_value_has_a_label() -> None:
    wanted = {f"type.{kind}" for kind in AgreementType} | {f"status.{status}" for status in Status}
    wanted |= {f"basis.{basis}" for basis in get_args(Evidence.model_fields["basis"].annotation)}
    wanted |= {f"capacity.{kind}" for kind in get_args(Signatory.model_fields["capacity"].annotation)}
    wanted |= {f"missing.{reason}" for reason in get_args(Missing)}
    assert wanted - set(LABELS["id"]) == set()


def test_every_province_has_a_tile_of_its_own() -> None:
    block = CODE["charts"].split("const TILES = {")[1].split("};")[0]
    tiles = dict(re.findall(r"(\d\d): (\[[^\]]+\])", block))
    assert set(tiles) == {region.code for region in all_regions() if region.level == "province"}
    places = [tuple(json.loads(place.replace("'", '"'))[:2]) for place in tiles.values()]
    letters = [json.loads(place.replace("'", '"'))[2] for place in tiles.values()]
    assert len(set(places)) == len(set(letters)) == 38


def test_the_same_records_give_the_same_bytes(make: Make, built: Built) -> None:
    records = [make(i, before=f"{i}. ") for i in range(5)]
    assert built(*records) == built(*records)


def test_output_errors_name_the_file(tmp_path: Path, make: Make) -> None:
    data: dict[str, Any] = {"articles": []}
    with pytest.raises(OutputError, match="there is no folder"):
        write_page(data, tmp_path / "no" / "r.html", title=None, source="-")
