"""Holds the figures that follow a reader's numbers against the engine; see Scripts/check-live."""

import json
import math
import random
import subprocess
import sys
from pathlib import Path

from chromium import BrowserError, Chromium

LEAVES = """(() => {
  const button = document.querySelector('button.try');
  if (!button) return null;
  return button.live.graph.leaves.map(([k, x, movable]) => ({k, s: x.s, d: x.d, movable: !!movable}));
})()"""

# Text for numbers that JSON does not have; -0 is a 0.
COMPUTED = """(leaves => {
  const {live} = document.querySelector('button.try');
  const {v, g, c, shown} = live.compute(leaves);
  const all = x => x && x.d.map(e => Number.isFinite(e) ? e + 0 : String(e));
  return {v: v.map(all), g: Array.from(v, (_, k) => all(g[k]) || null),
    c: Object.fromEntries(Object.entries(c).map(([k, x]) => [k, all(x)])),
    text: Object.fromEntries(Object.entries(shown).map(([k, d]) => [k, d.map(live.written)]))};
})"""

# As printed, what the script draws is what stands on the page, letter by letter; and the fields
# change what is drawn.
DRAWN = """(async () => {
  const problems = [], button = document.querySelector('button.try');
  const picture = document.getElementById(button.live.graph.id);
  // A word is made of letters that the page defines.
  const spelled = use => {
    const there = document.querySelector(use.getAttribute('href'));
    return there?.localName === 'g' ? [...there.querySelectorAll('use')] : [use];
  };
  const letters = root => {
    const found = {};
    for (const e of root.querySelectorAll('[data-number]')) {
      const name = e.dataset.number;
      if (name === 'note' || name.startsWith('lead ')) continue;
      const uses = [...e.querySelectorAll('use')].flatMap(spelled).map(u => u.getAttribute('href'));
      if (e.dataset.place) (found[name] ||= []).push([e.dataset.place.split(' ')[3], uses]);
      else if (found[name]) found[name].at(-1)[1].push('power');
    }
    return found;
  };
  const before = letters(picture);
  button.click();
  const dialog = document.querySelector('dialog.live');
  const after = letters(dialog);
  for (const [name, list] of Object.entries(before)) list.forEach(([em, uses], i) => {
    // Glyphs of the same em are the same; a power has smaller ones of its own.
    if (em !== '15' || uses.includes('power')) return;
    const drawn = after[name][i][1];
    if (drawn.join() !== uses.join()) problems.push(`${name} is drawn as ${drawn}, printed as ${uses}`);
  });
  const texts = () => [...dialog.querySelectorAll('[data-text]')].map(e => e.dataset.text).join()
    + [...dialog.querySelectorAll('td')].map(e => e.textContent).join();
  const printed = texts();
  const field = dialog.querySelector('.leaves input[type=text]');
  if (field) {
    const was = field.value;
    field.value = '1.2345';
    field.dispatchEvent(new Event('input'));
    if (texts() === printed && was !== '1.2345') problems.push('a field changes nothing');
    [...dialog.querySelectorAll('button')].find(b => b.parentElement.tagName === 'SECTION').click();
    if (texts() !== printed) problems.push('reset does not lead back');
  }
  dialog.close();
  await new Promise(done => setTimeout(done, 20));
  if (document.querySelector('dialog')) problems.push('the dialog stays');
  return problems;
})()"""


# On a phone the figure has the layout for phones, whole, and longer numbers stay within it.
PHONE = """(async () => {
  const problems = [], button = document.querySelector('button.try');
  if (!button.dataset.phone) return problems;
  button.click();
  await new Promise(done => setTimeout(done, 200));
  const dialog = document.querySelector('dialog.live'), box = dialog.querySelector('.scroll');
  if (box.scrollWidth > box.clientWidth) problems.push('the figure scrolls sideways on a phone');
  const field = dialog.querySelector('.leaves input[type=text]');
  if (field) {
    field.value = '-1.2345';
    field.dispatchEvent(new Event('input'));
  }
  const frame = box.querySelector('svg').getBoundingClientRect();
  for (const e of box.querySelectorAll('[data-text]')) {
    const place = e.getBoundingClientRect();
    if (place.width && (place.left < frame.left - 6 || place.right > frame.right + 6))
      problems.push(`${e.dataset.number} leaves the figure on a phone`);
  }
  dialog.close();
  await new Promise(done => setTimeout(done, 20));
  return problems.slice(0, 3);
})()"""


def literal(numbers, shape):
    """Numbers as a literal of the graph language."""
    if not shape:
        return repr(numbers[0])
    size = len(numbers) // shape[0]
    rows = [numbers[i * size : (i + 1) * size] for i in range(shape[0])]
    return "[" + ", ".join(literal(row, shape[1:]) for row in rows) + "]"


def flat(value):
    """The entries of a number or of lists in one another, as they come out of JSON."""
    if isinstance(value, list):
        return [entry for part in value for entry in flat(part)]
    return [value]


def differs(found, expected):
    """Whether two numbers are further apart than 10⁻¹² of their size."""
    numbers = []
    for number in (found, expected):
        text = {None: "nan", "∞": "inf", "−∞": "-inf"}.get(number, number)
        numbers.append(float(text))
    a, b = numbers
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) != math.isnan(b)
    return a != b and not abs(a - b) <= 1e-12 * max(abs(a), abs(b)) + 1e-15


def changed(leaves, seed):
    """Other numbers for the leaves that a reader can change, near enough to stay where functions are
    defined: none crosses 0."""
    generator = random.Random(seed)
    return {
        leaf["k"]: [round(x * generator.uniform(0.6, 1.2), 3) or x for x in leaf["d"]]
        for leaf in leaves
        if leaf["movable"]
    }


def compare(program, graph, browser, leaves, seed):
    """What differs between the page and the engine with other leaves."""
    values = changed(leaves, seed)
    command = [program, "trace", graph, "--format", "json", "--quiet"]
    first = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    names = {node["id"]: node["name"] for node in first["nodes"]}
    for leaf in leaves:
        if leaf["k"] in values:
            text = literal(values[leaf["k"]], leaf["s"])
            command += ["--set", f"{names[leaf['k']]}={text}"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        return [f"trace --set: {run.stderr.strip()[:200]}"]
    trace = json.loads(run.stdout)
    found = browser.evaluate(f"{COMPUTED}({json.dumps(values)})")
    pairs = []
    for node in trace["nodes"]:
        pairs.append((f"value of node {node['id']}", found["v"][node["id"]], node["value"]))
        if node["gradient"] is not None and found["g"][node["id"]] is not None:
            pairs.append(
                (f"gradient of node {node['id']}", found["g"][node["id"]], node["gradient"])
            )
    for edge in trace["edges"]:
        key = f"{edge['to']}.{edge['slot']}"
        if key in found["c"] and edge["gradient"] is not None:
            pairs.append((f"arrow {key}", found["c"][key], edge["gradient"]))
    problems = []
    for what, page, engine in pairs:
        engine = flat(engine)
        if len(page) != len(engine):
            # A tensor of equal entries may be told as one.
            continue
        for a, b in zip(page, engine, strict=True):
            if differs(a, b):
                problems.append(f"{what}: {a} on the page, {b} in the engine")
                break
    return problems


def numerals(program, scratch, browser, count=3000):
    """Thousands of numbers as the page writes them, and as the engine does."""
    generator = random.Random(1)
    numbers = [generator.uniform(-1, 1) * 10 ** generator.randint(-9, 9) for _ in range(count)]
    numbers += [round(x, 3) for x in numbers[:300]] + [
        0.99995,
        9.9995,
        999999.5,
        0.001,
        1e6,
        0.5e-3,
    ]
    graph = scratch / "numerals.graph"
    step, problems = 150, []
    for start in range(0, len(numbers), step):
        part = numbers[start : start + step]
        lines = [f"x{i} = {x!r}" for i, x in enumerate(part)]
        graph.write_text("\n".join(lines) + "\ny = x0 * 1\n", encoding="utf-8")
        run = subprocess.run(
            [program, "trace", str(graph), "--format", "table", "--quiet"],
            capture_output=True,
            text=True,
            check=True,
        )
        printed = {}
        for line in run.stdout.splitlines():
            words = line.split()
            # The number of the node, its name; the arrows' table begins with names.
            if len(words) > 2 and words[0].isdigit() and words[1][1:].isdigit():
                printed[int(words[1][1:])] = words
        found = browser.evaluate(
            f"({json.dumps(part)}).map(document.querySelector('button.try').live.written)"
        )
        if len(printed) != len(part):
            return [f"the table has {len(printed)} of {len(part)} numbers"]
        for i, text in enumerate(found):
            if text not in printed[i]:
                problems.append(f"{part[i]!r} is {text} on the page, {printed[i]} in the engine")
    return problems


def main():
    program, scratch, every, *graphs = sys.argv[1:]
    graphs = graphs[:: int(every)]
    scratch = Path(scratch)
    problems, followed, still = [], 0, 0
    with Chromium() as browser:
        browser.show(1280, 900, "light")
        is_checked = False
        for graph in graphs:
            page = scratch / "page.html"
            run = subprocess.run(
                [program, "explain", graph, "-o", str(page), "--quiet", "--language", "en"],
                capture_output=True,
                text=True,
                check=False,
            )
            if run.returncode:
                still += 1
                continue
            try:
                browser.load(page.resolve().as_uri() + f"?{followed}-{still}")
                leaves = browser.evaluate(LEAVES)
                if leaves is None:
                    still += 1
                    continue
                followed += 1
                found = browser.evaluate(DRAWN)
                browser.show(390, 844, "light")
                found += browser.evaluate(PHONE)
                browser.show(1280, 900, "light")
                for seed in range(3):
                    found += compare(program, graph, browser, leaves, seed)
                if not is_checked:
                    found += numerals(program, scratch, browser)
                    is_checked = True
            except BrowserError as error:
                found = [f"the browser: {error}"]
            problems += [f"{Path(graph).name}: {problem}" for problem in dict.fromkeys(found)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"check-live: {followed} graphs follow, {still} stay as printed, {len(problems)} problems"
    )
    sys.exit(1 if problems or not followed else 0)


if __name__ == "__main__":
    main()
