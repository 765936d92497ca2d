#!/usr/bin/env python3
"""What a lecturer would write by hand: sheets and keys of one exam by ReportLab, on all processors.

    peer_reportlab.py STUDENTS FOLDER

For this one graph: its numbers are drawn from the student's id, its values and gradients are written
as formulas, the figure's places are typed in. A sheet and a key for each student, a page of figure and
forward pass and a page of the backward pass, in an embedded font with serifs.
"""

import multiprocessing
import pathlib
import random
import subprocess
import sys

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

GREEN, RED, GREY = (0, 0.41, 0.3), (0.8, 0.2, 0.07), (0.54, 0.58, 0.63)
# Where the nodes of the figure stand, in points from the figure's corner.
PLACES = {"x": (20, 90), "w": (20, 30), "·": (120, 60), "b": (120, 0), "+b": (210, 60)}
PLACES |= {"^2": (300, 60), "+x": (390, 60)}
ARROWS = [("x", "·"), ("w", "·"), ("·", "+b"), ("b", "+b"), ("+b", "^2"), ("^2", "+x"), ("x", "+x")]


def numbers(student):
    """A student's numbers, and what comes of them."""
    draw = random.Random(f"2026 {student}")
    x, w, b = draw.choice([1, 2, 3, 4]), draw.choice([-3, -2, -1, 2, 3]), draw.choice([-4, 1, 2, 5])
    z = w * x + b
    values = {"x": x, "w": w, "b": b, "wx": w * x, "z": z, "y": z * z, "L": z * z + x}
    gradients = {"y": 1, "z": 2 * z, "b": 2 * z, "wx": 2 * z, "w": 2 * z * x, "x": 2 * z * w + 1}
    return values, gradients


def box(page, x, y, letter, answer):
    """A box to write in, or what belongs in it."""
    page.setStrokeColorRGB(*GREY)
    page.roundRect(x, y - 5, 46, 18, 2)
    page.setFont("Serif", 8)
    page.drawString(x + 2, y + 5, letter)
    if answer is not None:
        page.setFont("Serif", 11)
        page.drawCentredString(x + 26, y, str(answer).replace("-", "−"))


def figure(page, left, top, values, gradients, is_key):
    page.saveState()
    page.translate(left, top - 130)
    for number, (start, end) in enumerate(ARROWS):
        (a, b), (c, d) = PLACES[start], PLACES[end]
        for color, shift in [(GREEN, 3), (RED, -3)]:
            page.setStrokeColorRGB(*color)
            path = page.beginPath()
            path.moveTo(a + 14, b + shift)
            path.curveTo((a + c) / 2, b + shift, (a + c) / 2, d + shift, c - 14, d + shift)
            page.drawPath(path)
        middle = ((a + c) / 2 - 20, (b + d) / 2)
        box(
            page,
            *middle,
            f"({chr(97 + number)})",
            list(gradients.values())[number % 6] if is_key else None,
        )
    page.setFont("Serif", 11)
    for name, (x, y) in PLACES.items():
        page.circle(x, y, 13, fill=0)
        page.drawCentredString(x, y - 4, name)
    page.restoreState()


def document(path, student, is_key):
    values, gradients = numbers(student)
    page = canvas.Canvas(str(path), pagesize=A4)
    page.setTitle("One neuron")
    height = A4[1]
    page.setFont("Serif-Bold", 19)
    page.drawString(65, height - 83, "One neuron" + (": key" if is_key else ""))
    page.setFont("Serif", 11)
    page.drawString(
        65, height - 113, "Name ____________________   Student number ____________________"
    )
    page.drawString(65, height - 132, "4 operations on 3 inputs give L.")
    figure(page, 65, height - 180, values, gradients, is_key)
    y = height - 380
    page.setFont("Serif-Bold", 13)
    page.drawString(65, y, "Given")
    for name in "xwb":
        y -= 20
        page.setFont("Serif", 11)
        page.drawString(85, y, f"{name} = {values[name]}".replace("-", "−"))
    page.setFont("Serif-Bold", 13)
    page.drawString(65, y - 30, "Forward pass")
    y -= 55
    steps = [("wx", "w · x"), ("z", "w x + b"), ("y", "z²"), ("L", "y + x")]
    for number, (name, rule) in enumerate(steps):
        page.setFont("Serif", 11)
        page.drawString(65, y, f"{number + 1}.  {name} = {rule} =")
        box(page, 200, y, f"({chr(97 + number)})", values[name] if is_key else None)
        y -= 28
    page.drawCentredString(A4[0] / 2, 40, "1 / 2")
    page.showPage()
    y = height - 80
    page.setFont("Serif-Bold", 13)
    page.drawString(65, y, "Backward pass")
    for number, (name, gradient) in enumerate(gradients.items()):
        y -= 34
        page.setFont("Serif", 11)
        page.drawString(65, y, f"{number + 1}.  ∂L/∂{name} = ∂L/∂z · ∂z/∂{name} =")
        box(page, 240, y, f"({chr(101 + number)})", gradient if is_key else None)
    page.drawCentredString(A4[0] / 2, 40, "2 / 2")
    page.showPage()
    page.save()


def fonts():
    for name, style in [("Serif", "Regular"), ("Serif-Bold", "Bold")]:
        match = ["fc-match", "-f", "%{file}", f"Liberation Serif:style={style}"]
        file = subprocess.run(match, capture_output=True, text=True, check=True).stdout
        pdfmetrics.registerFont(TTFont(name, file))


def make(job):
    folder, student = job
    place = pathlib.Path(folder, student)
    place.mkdir(parents=True, exist_ok=True)
    document(place / "sheet.pdf", student, is_key=False)
    document(place / "key.pdf", student, is_key=True)


def main():
    count, folder = int(sys.argv[1]), sys.argv[2]
    jobs = [(folder, f"s{number:05}") for number in range(count)]
    with multiprocessing.Pool(initializer=fonts) as pool:
        for _ in pool.imap_unordered(make, jobs, chunksize=16):
            pass


if __name__ == "__main__":
    main()
