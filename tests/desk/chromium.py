"""A real browser for tests and screenshots. It waits for what is needed; nothing rests on how long things take."""

from __future__ import annotations

import base64
import io
import shutil
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PIL import Image

MISSING = "no Chromium: apt-get install chromium chromium-driver"
_PATIENCE = 120  # seconds until a test gives up, on a machine however slow
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def found() -> tuple[str, str] | None:
    """Paths of browser and driver, where both are installed."""
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


class Chromium:
    """Use as a context manager. `driver` is Selenium's."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        paths = found()
        assert paths, MISSING
        options = webdriver.ChromeOptions()
        options.binary_location = paths[0]
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver: Any = webdriver.Chrome(options=options, service=Service(paths[1]))

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.driver.quit()

    def open(self, address: str, *, width: int = 1400, height: int = 1000) -> None:
        """Go to a page in a window of that size; returns when it has loaded."""
        self.resize(width, height)
        self.driver.get(address)

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def ask(self, expression: str, *values: object) -> Any:
        """The value of a JavaScript expression."""
        return self.driver.execute_script(f"return {expression}", *values)

    def wait(self, expression: str) -> None:
        """Until a JavaScript expression holds. One that fails does not hold yet."""
        self.wait_for(lambda: bool(self.ask(f"(() => {{ try {{ return {expression} }} catch {{ return false }} }})()")))

    def wait_for(self, holds: Callable[[], bool]) -> None:
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.support.wait import WebDriverWait

        waiting = WebDriverWait(self.driver, _PATIENCE, poll_frequency=0.03, ignored_exceptions=(WebDriverException,))
        waiting.until(lambda _: holds())

    def click(self, selector: str) -> None:
        """Click on what a selector names, once it is there and can be clicked."""
        self.wait_for(lambda: self._clicked(selector))

    def _clicked(self, selector: str) -> bool:
        self.driver.find_element("css selector", selector).click()
        return True

    def write(self, selector: str, text: str) -> None:
        self.wait(f"document.querySelector({selector!r})")
        self.driver.find_element("css selector", selector).send_keys(text)

    def press(self, keys: str) -> None:
        """Keys for the page itself, whatever has the focus."""
        self.ask("document.activeElement.blur()")
        self.driver.find_element("css selector", "body").send_keys(keys)

    def shows(self, selector: str, text: str) -> None:
        """Until what a selector names holds a text that can be seen."""
        self.wait_for(lambda: text in self.driver.find_element("css selector", selector).text)

    def place(self, selector: str) -> list[float]:
        """Left, top, right and bottom of what a selector names, in pixels of the window."""
        corners: list[float] = self.ask(
            "(r => [r.left, r.top, r.right, r.bottom])(document.querySelector(arguments[0]).getBoundingClientRect())",
            selector,
        )
        return corners

    def picture(self) -> Image.Image:
        """The window as it is now."""
        return Image.open(io.BytesIO(self.driver.get_screenshot_as_png())).convert("RGB")

    def whole_page(self, most: int = 20_000) -> Image.Image:
        """The page from top to bottom, at most so many pixels of it."""
        width, height = self.ask("[innerWidth, Math.ceil(document.documentElement.scrollHeight)]")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, most), "scale": 1}
        taken = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip}
        )
        return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")

    def complaints(self) -> list[str]:
        """What the browser held against the page since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
