"""Whether text recognition is installed, and where its model lies. Imports nothing heavy."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

REMEDY = "install text recognition with: pip install fuhe[ocr]"


def ocr_available() -> bool:
    """Whether the optional packages are installed and hold a model."""
    return importlib.util.find_spec("onnxruntime") is not None and model_path() is not None


@cache
def model_path() -> Path | None:
    """The recognition model in an installed RapidOCR wheel; None where there is none. The package is not imported."""
    for package in ("rapidocr", "rapidocr_onnxruntime"):
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            models = sorted(Path(place, "models").glob("*rec*.onnx"))
            if models:
                return models[-1]
    return None
