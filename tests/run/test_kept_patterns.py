"""Patterns that were kept match as those that Python compiles, and nothing depends on their being there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from pipeline.run.starting.kept_patterns import kept_patterns
from pipeline.run.starting.written_patterns import written_patterns

PATTERNS = [
    (r"(?P<name>[\u4e00-\u9fff]{2,4})(?:局|委)(?P<rest>[一-龥、]*)", 0, "财政局预算、决算"),
    (r"[a-z\u0130]+|[0-9.,%]+[^一-龥]?", re.IGNORECASE, "K12.5%x"),
    (r"(\d+)(?<!0)分(?!值)", 0, "得10分，扣5分"),
    (rb"[\x80-\xff]+([a-z])", 0, b"\xe5\xbc\xa0a"),
]


def _found(file: Path) -> list[tuple[object, ...]]:
    re.purge()
    with kept_patterns(file):
        compiled = [(re.compile(pattern, flags), text) for pattern, flags, text in PATTERNS]
    return [
        (p.pattern, p.flags, p.groups, dict(p.groupindex), [(m.span(), m.groupdict()) for m in p.finditer(text)])
        for p, text in compiled
    ]


@pytest.fixture(autouse=True)
def _writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_a_kept_pattern_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cache" / "patterns"
    first = _found(file)
    with kept_patterns(tmp_path / "none"):
        pass
    monkeypatch.setattr("re._parser.parse", lambda *_: pytest.fail("parsed again"))
    assert _found(file) == first
    assert all(matches for *_, matches in first)


def test_damage_and_another_python_are_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "patterns"
    first = _found(file)
    whole = file.read_bytes()
    for spoilt in (b"", whole[: len(whole) // 2], whole[:90] + bytes([whole[90] ^ 4]) + whole[91:]):
        file.write_bytes(spoilt)
        assert _found(file) == first
        assert file.read_bytes() == whole
    monkeypatch.setattr(sys, "version", "4.0")
    assert _found(file) == first
    assert file.read_bytes() != whole


def test_nothing_is_written_where_no_bytecode_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _found(tmp_path / "patterns")
    (tmp_path / "file").write_text("in the way of a folder")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert _found(tmp_path / "file" / "patterns")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_functions_want_later_is_compiled_with_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "patterns"
    later = r"(?:第[一二三四]季度){1,2}末?"

    def start() -> None:
        re.purge()
        with kept_patterns(file, lambda: [later]):
            re.compile(PATTERNS[0][0])

    start()
    monkeypatch.setattr("re._parser.parse", lambda *_: pytest.fail("parsed again"))
    start()
    assert re.search(later, "至第三季度末")


def test_patterns_written_out_in_functions_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "its_patterns.py").write_text(
        "import re\n"
        "AT_IMPORT = re.compile('known')\n"
        "NAME, NUMBER = 'x', 2\n"
        "class Reader:\n"
        "    def read(self, text):\n"
        "        inner = [re.sub(r'\\s+', '', t) for t in re.split('[，；]', text)]\n"
        "        here = re.search(f'{text}+', NAME), re.search(f'{NUMBER}+', text), re.findall(NAME, text)\n"
        "        return inner, here, re.search(f'{NAME}+', text), re.escape('none('), text.split('none')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    import its_patterns  # type: ignore[import-not-found]  # noqa: F401

    assert set(written_patterns(["its_patterns"])) == {r"\s+", "[，；]", "x", "x+"}
