"""Chromium without a window, driven over a pipe by its DevTools protocol.

Only Python's standard library is needed: messages are JSON texts that end in a zero byte, written
to the browser's descriptor 3 and read from its descriptor 4.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PROGRAMS = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
FLAGS = [
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--force-color-profile=srgb",
    "--lang=en-US",
    # Whatever a page asks for outside, it must not get: the test sees that it asked.
    "--host-resolver-rules=MAP * ~NOTFOUND",
]


class BrowserError(Exception):
    """The browser did not start, did not answer in time, or refused a command."""


class Chromium:
    """One browser with one page; a context manager, so that it always ends."""

    def __init__(self, seconds=60):
        self.seconds, self.serial, self.listeners = seconds, 0, []

    def __enter__(self):
        # Root has no sandbox, and neither have many containers: they show pages without one.
        attempts = [["--no-sandbox"]] if os.getuid() == 0 else [[], ["--no-sandbox"]]
        for flags in attempts:
            self.start(flags)
            try:
                self.open_page()
                return self
            except BrowserError as error:
                self.stop()
                failure = f"{error}: {self.last_words}"
        raise BrowserError(failure)

    def __exit__(self, *_):
        self.stop()

    def start(self, more_flags):
        program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        if program is None:
            raise BrowserError("no Chromium: apt-get install chromium")
        self.profile = tempfile.mkdtemp(prefix="backdraw-chromium-")
        self.errors = tempfile.TemporaryFile()
        self.buffer, self.session = b"", None
        flags = [*FLAGS, *more_flags, f"--user-data-dir={self.profile}"]
        from_us, self.out = os.pipe()
        self.into, to_us = os.pipe()
        # High numbers, so that putting one in its place does not overwrite the other.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 100) for end in (from_us, to_us)]
        places = 'exec "$@" 3<&{0} 4>&{1} {0}<&- {1}>&-'.format(*ends)
        self.process = subprocess.Popen(
            ["bash", "-c", places, "bash", program, *flags, "about:blank"],
            pass_fds=ends,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
        )
        for end in [from_us, to_us, *ends]:
            os.close(end)

    def open_page(self):
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.out)
        os.close(self.into)
        self.errors.seek(0)
        self.last_words = self.errors.read()[-500:].decode(errors="replace").strip()
        self.errors.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def send(self, method, **parameters):
        """Sends a command and returns its result; events that come first go to the listeners."""
        self.serial += 1
        message = {"id": self.serial, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self.out, data) :]
        except BrokenPipeError:
            raise BrowserError(f"{method}: the browser ended") from None
        serial = self.serial
        return self.wait(lambda m: m.get("id") == serial, method).get("result", {})

    def wait(self, wanted, name):
        """Reads messages up to the one that is wanted."""
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            message = self.read(end, name)
            if "method" in message:
                for listen in self.listeners:
                    listen(message["method"], message["params"])
            if wanted(message):
                if "error" in message:
                    raise BrowserError(f"{name}: {message['error']['message']}")
                return message
        raise BrowserError(f"{name}: no answer in {self.seconds} s")

    def read(self, end, name):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.into], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise BrowserError(f"{name}: no answer in {self.seconds} s")
            data = os.read(self.into, 1 << 20)
            if not data:
                raise BrowserError(f"{name}: the browser ended")
            self.buffer += data
        text, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(text)

    def load(self, url):
        """Opens an address and waits until all of it is loaded."""
        result = self.send("Page.navigate", url=url)
        if "errorText" in result:
            raise BrowserError(f"{url}: {result['errorText']}")
        if "loaderId" in result:  # Absent where only the fragment changed.
            self.wait(lambda m: m.get("method") == "Page.loadEventFired", url)

    def evaluate(self, script):
        """The value of an expression in the page, a promise's once it is fulfilled."""
        result = self.send(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def show(self, width, height, theme, media=""):
        """The size of the window in CSS pixels, and 'light' or 'dark'; a small one is a phone. With
        the media 'print', what would be printed is shown."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 480,
        )
        self.send(
            "Emulation.setEmulatedMedia",
            media=media,
            features=[
                {"name": "prefers-color-scheme", "value": theme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ],
        )

    def screenshot(self, path, tallest=8000):
        """The whole page from its top, as PNG."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {
            "x": 0,
            "y": 0,
            "width": size["width"],
            "scale": 1,
            "height": min(size["height"], tallest),
        }
        data = self.send("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def print(self, path, inches):
        """The page as it is printed on paper of a size in inches, as PDF."""
        data = self.send(
            "Page.printToPDF",
            paperWidth=inches[0],
            paperHeight=inches[1],
            printBackground=True,
            preferCSSPageSize=False,
        )["data"]
        path.write_bytes(base64.b64decode(data))
