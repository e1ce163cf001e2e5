"""Sample reports as data: what `corpus/` is made of, and what tests set in every style."""

from .bantian_2021 import report as bantian_2021
from .xiangmihu_2021 import report as xiangmihu_2021

SAMPLES = {"xiangmihu_2021": xiangmihu_2021, "bantian_2021": bantian_2021}

__all__ = ["SAMPLES", "bantian_2021", "xiangmihu_2021"]
