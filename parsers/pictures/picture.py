"""A page as a picture: rendered, cleaned of seals, shadow and specks, and set straight.

The chain: pdfium's rendering (so that any mixture of pictures, text and lines is seen as a reader sees it) -> grey
levels without seals -> even, white background -> turned straight. The result keeps what is needed to find the
place of a point of the straight picture on the page as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from parsers.pages.placing import Placing, Sheet
from parsers.pictures.bend import find_bend
from parsers.pictures.dark_areas import on_paper
from parsers.pictures.deskew import estimate_skew, rotated
from parsers.pictures.keystone import segments, set_square
from parsers.pictures.pale_bands import PaleBands
from parsers.pictures.pen_marks import lighten_pens
from parsers.pictures.punch_holes import without_holes
from parsers.pictures.salt import without_salt
from parsers.pictures.seals import without_seals
from parsers.pictures.sheet import believable, find_sheet, flattened
from parsers.pictures.streaks import without_streaks

Grey = npt.NDArray[np.uint8]

POINTS = 72.0
FLAT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)  # the matrix of a sheet that is the page
MOST_PIXELS = 30_000_000  # larger pages are rendered at a lower resolution
LARGE = 0.3  # share of the page that a picture covers which sets its resolution
DARK_PRINT, NO_PRINT = 50, 200  # of 255: level of the darkest print of a usual page, and of a page without print
PALE = 0.2  # share of the print's darkness under which things are no print
WINDOW = 12.0  # points: side of the window in which the paper's own shade is looked for; wider than any pen stroke
CREASE, FINE = (
    (60.0, 2.5),
    2.0,
)  # points: length and breadth of a fold's shadow; pixels per point at which it is looked for
CREASED = 0.93  # of the paper's shade: the lightest shadow
INK_LEVEL = 0.62  # of the paper's level: what is darker is ink …
FAINT_LEVEL = 0.82  # … and, touching ink, what is darker than this
STROKE_FLAT, STROKE_WIDE = 3.0, (4.0, 24.0)  # of its height, and points: the width of a faint stroke of print
MARK = 1.8, 6.0  # points: the longer side of a hyphen or a stop, and the white before a stop
HYPHEN_FLAT, HYPHEN_FULL = 1.8, 0.6  # of its height: the least width of a hyphen; the least share of its box in ink
STOP_ROUND, STOP_FOOT = 1.6, 2.5  # times its shorter side; points between its foot and that of the print before it
MARK_LEVEL = 0.93  # of the paper's level: they are darker than this
FEW_FAINT = 4  # other faint pieces of a page whose hyphens and stops are faint
BRIGHT, LIFTED = 150, 40  # of 255: the level of coloured ink in its own channel; by how much ink taken out was darker


@dataclass(slots=True)
class PagePicture:
    """A cleaned, straight picture of a page: `grey` (height x width, 0 black, 255 paper), `scale` pixels per point, the
    bands in which its print was pale, and where nothing was hidden that was taken out (255, else less)."""

    grey: Grey
    scale: float
    placing: Placing
    bands: PaleBands | None = None
    free: Grey | None = None

    @property
    def ink(self) -> Grey:
        """1 where there is ink, 0 on paper. Faint pixels count where they belong to a piece that has dark ones, or to
        a stroke that lies beside print: 一 and the strokes of 二 are grey at the resolution of a scan."""
        faint = np.asarray(self.grey < 255 * FAINT_LEVEL, dtype=np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(faint)
        inked = np.zeros(count, dtype=np.uint8)
        inked[labels[self.grey < 255 * INK_LEVEL]] = 1
        inked[0] = 0
        inked[_strokes_beside_print(stats, inked > 0, self.scale)] = 1
        return np.asarray(inked[labels], dtype=np.uint8) | self._faint_marks()

    def _faint_marks(self) -> Grey:
        """1 where hyphens and stops are that are paler than other print."""
        faint = np.asarray(self.grey < 255 * MARK_LEVEL, dtype=np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(faint)
        inked = np.zeros(count, dtype=bool)
        inked[labels[self.grey < 255 * INK_LEVEL]] = True
        inked[0] = False
        marks = np.zeros(count, dtype=np.uint8)
        marks[_faint_marks(stats, inked, self.scale)] = 1
        return np.asarray(marks[labels], dtype=np.uint8)


def _strokes_beside_print(
    stats: npt.NDArray[np.int32], inked: npt.NDArray[np.bool_], scale: float
) -> npt.NDArray[np.int64]:
    """Numbers of pieces that lie flat, are as long as a character is wide, and have print of that size beside them at
    whose middle height they stand; `stats` are those of OpenCV's connected components."""
    x, y, w, h = (stats[:, i].astype(np.int64) for i in range(4))
    flat = ~inked & (w >= STROKE_FLAT * h) & (w >= STROKE_WIDE[0] * scale) & (w <= STROKE_WIDE[1] * scale)
    found = []
    for index in np.nonzero(flat)[0]:
        long, middle = w[index], y[index] + h[index] / 2
        beside = np.minimum(np.abs(x - x[index] - long), np.abs(x + w - x[index])) <= long
        tall = (h >= 0.6 * long) & (h <= 1.8 * long)
        level = np.abs(y + h / 2 - middle) <= 0.3 * h
        if (inked & beside & tall & level).any():
            found.append(index)
    return np.array(found, dtype=np.int64)


def _faint_marks(stats: npt.NDArray[np.int32], inked: npt.NDArray[np.bool_], scale: float) -> npt.NDArray[np.int64]:
    """Numbers of pieces of the form of a hyphen, or of a stop behind print: these fade before anything else does. None
    on a page with other faint pieces, print that shows through or a worn seal, whose strokes they may be; `stats` are
    those of OpenCV's connected components."""
    x, y, w, h, area = (stats[:, i].astype(np.int64) for i in range(5))
    faint = ~inked & (np.maximum(w, h) >= MARK[0] * scale) & (np.minimum(w, h) > 1)
    faint[0] = False
    hyphen = faint & (w <= MARK[1] * scale) & (w >= HYPHEN_FLAT * h) & (area >= HYPHEN_FULL * w * h)
    stop = faint & (np.maximum(w, h) <= np.minimum(MARK[1] * scale, STOP_ROUND * np.minimum(w, h)))
    for index in np.nonzero(stop)[0]:
        gap, foot = x[index] - x - w, y + h - y[index] - h[index]
        level = (np.abs(foot) <= STOP_FOOT * scale) & (h >= h[index])
        stop[index] = bool((inked & level & (gap >= 0) & (gap <= MARK[1] * scale)).any())
    found = hyphen | stop
    others = int(faint.sum()) - int(found.sum())
    return np.nonzero(found)[0] if others <= max(FEW_FAINT, found.sum() // 2) else np.zeros(0, dtype=np.int64)


def take(page: Any, dpi: float) -> tuple[npt.NDArray[np.uint8], float, Sheet | None]:
    """(picture of the sheet of paper on a pypdfium2 page, height x width x BGR; pixels per point of the sheet; the
    sheet, where it is not the whole page)."""
    width, height = page.get_size()
    sheet = believable(width, height)
    if sheet is None:
        colours, scale = render(page, dpi)
        lines = segments(colours, scale)
        sheet = find_sheet(colours, scale) or set_square(lines, width, height)
        if sheet is None:
            bend = find_bend(lines, width, height)
            if not bend:
                return colours, scale, None
            sheet = Sheet(FLAT, width, height, width, height, bend)
            colours, scale = take_again(page, dpi, sheet)
            if square := set_square(segments(colours, scale), width, height):
                sheet = replace(square, on=sheet)
                colours, scale = take_again(page, dpi, sheet)
            return colours, scale, sheet
    colours, scale = take_again(page, dpi, sheet)
    if bend := find_bend(segments(colours, scale), sheet.width, sheet.height):
        sheet = replace(sheet, bend=bend)
        colours, scale = take_again(page, dpi, sheet)
    return colours, scale, sheet


def take_again(page: Any, dpi: float, sheet: Sheet | None) -> tuple[npt.NDArray[np.uint8], float]:
    """(picture of a sheet that was found on a pypdfium2 page, pixels per point of it)."""
    if sheet is None:
        return render(page, dpi)
    shrunk = min(sheet.width, sheet.height) / min(sheet.page_width, sheet.page_height)
    colours, scale = render(page, dpi * shrunk)
    wanted = min(dpi / POINTS, float(np.sqrt(MOST_PIXELS / (sheet.width * sheet.height))))
    return flattened(colours, scale, sheet, wanted), wanted


def render(page: Any, dpi: float) -> tuple[npt.NDArray[np.uint8], float]:
    """(picture of a pypdfium2 page as displayed, height x width x BGR; pixels per point)."""
    width, height = page.get_size()
    scale = dpi / POINTS
    if width * height * scale * scale > MOST_PIXELS:
        scale = float(np.sqrt(MOST_PIXELS / (width * height)))
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=False)
    try:
        picture = np.asarray(bitmap.to_numpy())
        scale = picture.shape[1] / width  # whole pixels
        if picture.ndim == 2 or picture.shape[2] == 1:
            picture = cv2.cvtColor(picture.reshape(picture.shape[0], picture.shape[1]), cv2.COLOR_GRAY2BGR)
        return np.array(picture[:, :, :3], dtype=np.uint8), scale
    finally:
        bitmap.close()


def native_scale(page: Any) -> float:
    """Pixels per point of the finest large picture on a pypdfium2 page; infinite where other things are drawn."""
    found = 0.0
    width, height = page.get_size()
    for item in page.get_objects(max_depth=3):
        if item.type != pdfium_c.FPDF_PAGEOBJ_IMAGE:
            return float("inf")
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= LARGE * width * height:
            pixels = item.get_px_size()
            found = max(found, float(np.sqrt(pixels[0] * pixels[1] / ((right - left) * (top - bottom)))))
    return found or float("inf")


def clean(picture: npt.NDArray[np.uint8], scale: float) -> Grey:
    """Grey levels of a BGR picture on an even white ground, seals, strokes of coloured pens and the scanner's
    own streaks taken out."""
    grey = without_seals(picture, scale)
    lighten_pens(picture, grey, scale)
    return _on_white(grey, scale)


def clean_and_tell(picture: npt.NDArray[np.uint8], scale: float) -> tuple[Grey, Grey | None]:
    """The same, and where print may have gone with what was taken out: 0 there, 255 elsewhere. Under a seal that is
    bright in one channel print is as black there as anywhere."""
    plain = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    bright = cv2.max(cv2.max(picture[:, :, 0], picture[:, :, 1]), picture[:, :, 2]) > BRIGHT
    grey = without_seals(picture, scale)
    hidden = (cv2.subtract(grey, plain) > LIFTED) & ~bright
    before = grey.copy()
    lighten_pens(picture, grey, scale)
    hidden |= cv2.subtract(grey, before) > LIFTED
    free = np.where(hidden, 0, 255).astype(np.uint8) if hidden.any() else None
    return _on_white(grey, scale), free


def _on_white(grey: Grey, scale: float) -> Grey:
    grey = without_salt(_even_ground(on_paper(without_holes(grey, scale), scale), scale), scale)
    return _darkened(without_streaks(grey, scale))


def straighten(
    grey: Grey, scale: float, quarters: int = 0, sheet: Sheet | None = None, free: Grey | None = None
) -> PagePicture:
    """A cleaned picture (of a sheet) turned by quarters (clockwise) and by what it leans, and with it where nothing was
    hidden (`free`, of `clean_and_tell`)."""
    if quarters:
        grey = np.ascontiguousarray(np.rot90(grey, -quarters))
        free = free if free is None else np.ascontiguousarray(np.rot90(free, -quarters))
    height, width = grey.shape
    skew = estimate_skew(np.asarray(grey < 255 * INK_LEVEL, dtype=np.uint8), scale)
    placing = Placing(width / scale, height / scale, skew, quarters, sheet=sheet)
    if skew:
        grey, free = rotated(grey, skew), free if free is None else rotated(free, skew)
    return PagePicture(grey, scale, placing, free=free)


def _darkened(grey: Grey) -> Grey:
    """Faint print (worn toner, pale copies) brought to the darkness of usual print."""
    darkest = float(np.percentile(grey, 0.1))
    if not DARK_PRINT < darkest < NO_PRINT:
        return grey
    levels = 255 - (255 - np.arange(256, dtype=np.float32)) * ((255 - DARK_PRINT) / (255 - darkest))
    return np.asarray(np.clip(levels, 0, 255).astype(np.uint8)[grey], dtype=np.uint8)


def with_contrast(grey: Grey) -> Grey:
    """Print stretched to full black, pale things (watermarks, show-through, stains) to white."""
    inked = grey[grey < 255 * INK_LEVEL]
    if not len(inked):
        return grey
    black = float(np.percentile(inked, 20))
    white = 255 - PALE * (255 - black)
    levels = (np.arange(256, dtype=np.float32) - black) * (255 / max(white - black, 1.0))
    return np.asarray(np.clip(levels, 0, 255).astype(np.uint8)[grey], dtype=np.uint8)


def _with_creases(grey: Grey, ground: Grey, scale: float) -> Grey:
    """The paper's own shade with the shadow of folds, which are narrower than what it was found by but much longer:
    over such a length paper stands in every row of print, and a ruling is thinner."""
    shrink = max(1.0, scale / FINE)
    size = round(grey.shape[1] / shrink), round(grey.shape[0] / shrink)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    usual = cv2.resize(ground, size, interpolation=cv2.INTER_AREA)
    long, wide = (max(3, round(side * scale / shrink)) for side in CREASE)
    shade = np.minimum(
        *(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones(s, np.uint8)) for s in ((wide, long), (long, wide)))
    )
    creased = shade < CREASED * usual
    if not creased.any():
        return ground
    fine = np.where(creased, shade, usual).astype(np.uint8)
    return np.asarray(cv2.resize(fine, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _even_ground(grey: Grey, scale: float) -> Grey:
    """Divide by the paper's own shade, found by a closing on a reduced picture."""
    factor = max(1, round(scale))
    small = cv2.resize(grey, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    side = max(3, round(WINDOW * scale / factor)) | 1
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (side, side)))
    ground = cv2.GaussianBlur(cv2.medianBlur(ground, 5), (0, 0), side / 2)
    ground = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    ground = _with_creases(grey, np.asarray(ground, dtype=np.uint8), scale)
    even = cv2.divide(grey, np.maximum(ground, 1), scale=255)
    return np.asarray(cv2.min(even, 255), dtype=np.uint8)
