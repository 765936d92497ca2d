"""Prints lessons and looks at their sheets of paper; see Scripts/check-sheets."""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import Chromium

A4 = (8.27, 11.69)
# Dots per inch at which sheets are looked at: enough to see whether anything stands in a row of them.
FINENESS = 18
# What stands in the lowest part is the number of the sheet.
FOOT = 0.955


def fill(rows, width):
    """How far down a sheet is printed, from 0 to 1; `rows` are its grey values, line by line."""
    height = len(rows) // width
    lowest = int(height * FOOT)
    for row in range(lowest - 1, -1, -1):
        if min(rows[row * width : (row + 1) * width]) < 225:
            return (row + 1) / lowest
    return 0.0


def grey_maps(data):
    """The sheets in a stream of binary PGM files: each its grey values and its width."""
    while data:
        _, size, _, rest = data.split(b"\n", 3)
        width, height = map(int, size.split())
        yield rest[: width * height], width
        data = rest[width * height :]


def fills(pdf):
    """How far down each sheet of a PDF is printed."""
    run = subprocess.run(
        ["pdftoppm", "-r", str(FINENESS), "-gray", str(pdf)], capture_output=True, check=True
    )
    return [fill(rows, width) for rows, width in grey_maps(run.stdout)]


def heading_height(pdf):
    """How high the first word of a PDF stands, in points: less than it should where Chromium shrank
    all because something is wider than the sheet."""
    run = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(pdf), "-"], capture_output=True, check=True, text=True
    )
    word = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', run.stdout)
    return float(word[2]) - float(word[1]) if word else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--most", type=int, default=8, help="sheets that a lesson may have")
    parser.add_argument("--least", type=float, default=0.15, help="what a sheet must be filled to")
    parser.add_argument("--only", default="", help="a part of the pages' paths")
    parser.add_argument("--keep", type=Path, help="a folder for the PDF files")
    options = parser.parse_args()
    site = options.site.resolve()
    pages = [p for p in sorted(site.glob("*/[0-9][0-9]-*.html")) if options.only in str(p)]
    wrong, sheets, heights = 0, 0, {}
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        kept = options.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        for page in pages:
            name = page.relative_to(site)
            pdf = kept / f"{name.parent}-{name.stem}.pdf"
            browser.load(page.as_uri())
            browser.print(pdf, A4)
            found = fills(pdf)
            sheets += len(found)
            faults = [
                f"sheet {number} is filled to {100 * part:.0f} %"
                for number, part in enumerate(found, 1)
                if part < options.least
            ]
            height = heading_height(pdf)
            full = heights[name.parent] = max(height, heights.get(name.parent, 0))
            if height < 0.98 * full:
                faults.append(f"printed at {100 * height / full:.0f} % of its size")
            if len(found) > options.most:
                faults.append(f"more than {options.most} sheets")
            wrong += bool(faults)
            parts = " ".join(f"{100 * part:.0f}" for part in found)
            print(f"{name}: {len(found)} sheets, filled to {parts} %", *faults, sep="; ")
    print(f"check-sheets: {len(pages)} lessons, {sheets} sheets, {wrong} with faults")
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
