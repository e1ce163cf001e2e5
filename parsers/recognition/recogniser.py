"""Reads the picture of one printed line: PP-OCR's recognition model, out of the `rapidocr` wheel, in ONNX Runtime.

Only the model file of the wheel is used, by its path; nothing of rapidocr's own code runs, so nothing can be
downloaded. Lines are read one at a time at their own width: batches pad short lines, which costs time on a CPU and
makes a reading depend on its neighbours.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.room import give_back
from parsers.recognition.models import REMEDY, model_path, ocr_available
from schemas.errors import NoText

Grey = npt.NDArray[np.uint8]

HEIGHT = 48  # pixels: what the model was trained on
RARE = 0.01  # weight of characters outside GB 2312: they win only where nothing common fits
NARROWEST, WIDEST = 48, 3200  # pixels of a line at that height


class Reading(NamedTuple):
    """One character of a line: `at` its middle as a share (0..1) of the picture's width; `rival` the character that
    came second there, with its score."""

    text: str
    at: float
    confidence: float
    rival: str = ""
    rival_score: float = 0.0


class Recogniser:
    """A loaded model. `threads` 0 leaves the number to ONNX Runtime."""

    def __init__(self, threads: int = 1) -> None:
        path = model_path()
        if path is None or not ocr_available():
            raise NoText("no OCR engine is installed", REMEDY)
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        names = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *names, " "]  # class 0 is CTC's blank
        self._weights = np.array([_weight(c) for c in self._characters], dtype=np.float32)
        self._widths = _width_pairs(self._characters)
        self._half = np.arange(len(self._characters))
        self._shrinking = onnxruntime.RunOptions()
        self._shrinking.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        for one, other in self._widths.items():
            self._half[one] = min(one, other)

    def read(self, line: Grey) -> list[Reading]:
        """Characters of a grey picture of one line, left to right; spaces are left out."""
        if line.size == 0:
            return []
        height, width = line.shape
        wide = min(WIDEST, max(NARROWEST, round(width * HEIGHT / height)))
        method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
        shaped = cv2.resize(line, (wide, HEIGHT), interpolation=method).astype(np.float32) / 127.5 - 1
        batch = np.broadcast_to(shaped, (1, 3, HEIGHT, wide))
        scores = self._session.run(None, {self._input: np.ascontiguousarray(batch)})[0][0]
        return self._decode(scores)

    def give_back(self) -> None:
        """Let the system have what the longest line needed (80 MB), which ONNX Runtime keeps: it looks after that at
        the end of a run that is asked to, so a blank square is read."""
        blank = np.zeros((1, 3, HEIGHT, NARROWEST), dtype=np.float32)
        self._session.run(None, {self._input: blank}, self._shrinking)
        give_back()

    def _decode(self, scores: npt.NDArray[np.float32]) -> list[Reading]:
        """Best path of CTC: repeated classes merged, blanks dropped; a character stands where it scores best."""
        best = (scores * self._weights).argmax(axis=1)
        kind = self._half[best]  # a sign read in both widths one after the other is one sign
        steps = len(best)
        found: list[Reading] = []
        start = 0
        while start < steps:
            end = start + 1
            while end < steps and kind[end] == kind[start]:
                end += 1
            winner = int(best[start + int(scores[np.arange(start, end), best[start:end]].argmax())])
            text = self._characters[winner]
            if text.strip():
                weights = scores[start:end, winner]
                if (other := self._widths.get(winner)) is not None:
                    weights = weights + scores[start:end, other]  # in doubt about the width is in no doubt at all
                at = float((np.arange(start, end) + 0.5) @ weights / max(float(weights.sum()), 1e-9)) / steps
                rival, score = self._rival(scores[start:end], winner)
                found.append(Reading(text, at, float(weights.max()), rival, score))
            start = end
        return found

    def _rival(self, scores: npt.NDArray[np.float32], winner: int) -> tuple[str, float]:
        others = scores.max(axis=0) * self._weights
        others[[0, winner]] = 0
        second = int(others.argmax())
        return self._characters[second], float(others[second])


def _width_pairs(characters: list[str]) -> dict[int, int]:
    """Class -> class of the same sign in its other width, （ and ( and so on."""
    place = {c: i for i, c in enumerate(characters)}
    pairs: dict[int, int] = {}
    for code in range(0xFF01, 0xFF5F):
        full, half = place.get(chr(code)), place.get(chr(code - 0xFEE0))
        if full is not None and half is not None:
            pairs[full], pairs[half] = half, full
    return pairs


def _weight(character: str) -> float:
    """How likely a character is in simplified Chinese print before it is looked at: nil for other scripts, little for
    what the national standard set of common characters (GB 2312) lacks, such as traditional forms."""
    if not _is_usable(character):
        return 0.0
    if "\u4e00" <= character < "\ua000":
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            return RARE
    return 1.0


def _is_usable(character: str) -> bool:
    """Characters that Chinese reports are printed in; accented Latin and other scripts only ever come of misreading."""
    if len(character) != 1:
        return not character
    code = ord(character)
    return (
        code < 0x7F
        or 0x4E00 <= code < 0xA000
        or 0x2010 <= code < 0x2070
        or 0x2150 <= code < 0x2200
        or 0x2200 <= code < 0x2300
        or 0x2460 <= code < 0x2500
        or 0x25A0 <= code < 0x2730
        or 0x3000 <= code < 0x3040
        or 0x3200 <= code < 0x3400
        or 0xFF00 <= code < 0xFFF0
        or character in "§°±·×÷℃￥¥αβγδμπΩ"
    )


@cache
def recogniser(threads: int | None = None) -> Recogniser:
    """The process's own recogniser. Threads: as asked, else `OMP_NUM_THREADS`, else 1."""
    if threads is None:
        set_by_user = os.environ.get("OMP_NUM_THREADS", "")
        threads = int(set_by_user) if set_by_user.isdigit() else 1
    return Recogniser(threads)
