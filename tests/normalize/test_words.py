"""Cutting text reads of jieba's dictionary what the text asks for, and cuts as jieba with the whole of it does."""

from __future__ import annotations

import jieba
import pytest

from pipeline.vocabulary import words as ours

SENTENCES = (
    "本年编外人员控制率为19.6%，固定资产利用率为100%；承办建议18件，按期答复17件。",
    "江南style与大S的阿Q，T恤衫、γ射线和1号店，①〇龢龥鿕",
    "街道办事处对辖区内住宅小区安装充电桩开展了三轮巡查，整改闭环率明显提升",
    "",
)


def test_cut_as_by_jieba_with_the_names(tmp_path: object) -> None:
    whole = jieba.Tokenizer()
    whole.tmp_dir = str(tmp_path)
    whole.initialize()
    for word in ours.dictionary_words():
        whole.add_word(word, ours._SURE)
    for text in SENTENCES:
        assert ours.search_words(text) == list(whole.cut_for_search(text))
        assert ours.words(text) == list(whole.cut(text))
    lazy = ours._Words()
    cutter = lazy.cutter_for("".join({word[0] for word in whole.FREQ}))
    assert (cutter.FREQ, cutter.total) == (whole.FREQ, whole.total)


def test_the_whole_dictionary_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jieba.Tokenizer, "initialize", lambda *_: pytest.fail("loads half a million words"))
    lazy = ours._Words()
    assert "答复" in list(lazy.cutter_for("按期答复").cut("按期答复"))
    assert len(lazy._cutter.FREQ) < 5000
