"""What must hold for a page in a real browser. Each check gives a list of complaints."""

import json

import figures
import lights
import transport

# Wide, the same at 200 % zoom, a phone, and the narrowest that WCAG 1.4.10 asks for.
SIZES = {"wide": (1280, 900), "zoomed": (640, 450), "phone": (390, 844), "narrow": (320, 640)}
THEMES = ("light", "dark")

SCROLL = """(width => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= width && page.scrollWidth <= page.clientWidth) return [];
  const scrolled = e => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (getComputedStyle(p).overflowX !== 'visible') return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')].filter(
    e => e.getBoundingClientRect().right > width + 0.5 && !scrolled(e)).slice(0, 3)
    .map(e => e.outerHTML.slice(0, 80));
  return [`scrolls sideways, ${page.scrollWidth} px in ${width}: ${wide.join(' … ')}`];
})"""

# Each place that a link of the page names is shown, and in view, once one has gone there.
ARRIVALS = """(() => {
  const problems = [];
  const places = new Set([...document.querySelectorAll('a[href^="#"]')]
    .map(a => a.getAttribute('href')).filter(f => f !== '#' && f !== '#top'));
  for (const place of places) {
    location.hash = place;
    const element = document.getElementById(decodeURIComponent(place.slice(1)));
    if (!element) { problems.push(`nothing has the id of ${place}`); continue; }
    const box = element.getBoundingClientRect();
    if (!element.getClientRects().length) problems.push(`not shown on arrival: ${place}`);
    else if (box.bottom < -1 || box.top > innerHeight + 1)
      problems.push(`out of view on arrival: ${place}`);
  }
  location.hash = '';
  return problems;
})()"""

# The style of whatever can be focused changes when it is.
FOCUS = """(() => {
  const look = e => {
    const shown = [];
    for (let p = e; p && shown.length < 4; p = p.parentElement) {
      const s = getComputedStyle(p);
      shown.push(s.outlineStyle === 'none' ? '' : s.outline, s.boxShadow, s.borderColor,
        s.backgroundColor, s.stroke, s.strokeWidth, s.textDecoration);
    }
    // A hidden control is often drawn by the label that follows it.
    const next = e.nextElementSibling && getComputedStyle(e.nextElementSibling);
    if (next) shown.push(next.outlineStyle === 'none' ? '' : next.outline, next.boxShadow,
      next.backgroundColor);
    const label = e.labels && e.labels[0] && getComputedStyle(e.labels[0]);
    if (label) shown.push(label.outlineStyle === 'none' ? '' : label.outline, label.boxShadow,
      label.backgroundColor);
    return shown.join('|');
  };
  // What is folded away is reached once it is unfolded.
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.getClientRects().length
      && getComputedStyle(e).visibility !== 'hidden');
  const problems = [];
  for (const e of all.slice(0, 200)) {
    document.activeElement && document.activeElement.blur();
    const before = look(e);
    e.focus({focusVisible: true});
    if (document.activeElement !== e) problems.push(`cannot be focused: ${e.outerHTML.slice(0, 80)}`);
    else if (look(e) === before) problems.push(`focus is not visible: ${e.outerHTML.slice(0, 80)}`);
  }
  document.activeElement && document.activeElement.blur();
  return problems.slice(0, 5);
})()"""

SHIFT = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 120));
})"""

# axe-core sees no text in MathML, which browsers do read out: a heading of mathematics is not empty.
AXE = """(contrast => axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast':
  {enabled: contrast}}, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
  'best-practice']}).then(result => result.violations.flatMap(v => {
    const nodes = v.nodes.map(n => n.target.join(' ')).filter(target =>
      !(v.id === 'empty-table-header' && document.querySelector(target + ' math')?.textContent));
    const more = nodes.length > 3 ? ` and ${nodes.length - 3} more` : '';
    return nodes.length
      ? [`axe: ${v.id} (${v.impact}): ${v.help}: ${nodes.slice(0, 3).join(', ')}${more}`] : [];
  })))"""


class Watch:
    """Notes what a page asks for outside the site, and what goes wrong in it."""

    def __init__(self, browser, home):
        self.home, self.problems = home, []
        browser.listeners.append(self.listen)

    def listen(self, method, event):
        if method == "Network.requestWillBeSent":
            url = event["request"]["url"]
            if not url.startswith((self.home, "data:", "about:blank")):
                self.problems.append(f"asks for {url[:120]}")
        elif method == "Network.loadingFailed" and not event.get("canceled"):
            self.problems.append(f"a request failed: {event['errorText']}")
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            self.problems.append(
                "error: " + details.get("exception", {}).get("description", details["text"])
            )
        elif method == "Runtime.consoleAPICalled" and event["type"] in (
            "error",
            "warning",
            "assert",
        ):
            values = [str(a.get("value", a.get("description"))) for a in event["args"]]
            self.problems.append(f"console {event['type']}: {' '.join(values)}")
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            entry = event["entry"]
            self.problems.append(f"log {entry['level']}: {entry['text']} {entry.get('url', '')}")

    def take(self):
        taken, self.problems = self.problems, []
        return taken


def check_page(browser, watch, url, axe):
    """All checks of one page, each complaint with the state in which it was seen."""
    problems = []
    browser.show(*SIZES["wide"], "light")
    watch.take()
    browser.load(url)
    shift = browser.evaluate(SHIFT)
    if shift > 0.01:
        problems.append(f"what was shown moved while the page loaded (layout shift {shift:.3f})")
    browser.evaluate(axe + "\n;0")
    for theme in THEMES:
        for name, size in SIZES.items():
            browser.show(*size, theme)
            state = f"[{theme}, {size[0]} px] "
            problems += [state + p for p in browser.evaluate(f"{SCROLL}({size[0]})")]
            if theme == "light" and name in ("wide", "phone"):
                problems += [state + p for p in figures.check_scrolling(browser)]
            # Colours, the slow part, are the same at every width.
            if name == "wide" or (name == "phone" and theme == "light"):
                contrast = "true" if name == "wide" else "false"
                problems += [state + p for p in browser.evaluate(f"{AXE}({contrast})")]
    browser.show(*SIZES["wide"], "light")
    problems += browser.evaluate(FOCUS)
    problems += browser.evaluate(ARRIVALS)
    problems += transport.check_steps(browser)
    problems += browser.evaluate(lights.LIGHTS)
    problems += check_search(browser)
    problems += figures.check_print(browser)
    return problems + watch.take()


def check_without_script(browser, url):
    """The page arrives, and each way through its steps shows what it names, with no script."""
    browser.show(*SIZES["wide"], "light")
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.load(url)
        return browser.evaluate(STEPS)
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


# What a reader types -> what must be among the first of a kind. An empty text: nothing is found.
SEARCHES = {
    "ko": {
        "사과": "사과와 귤",
        "연쇄법칙": "연쇄법칙",
        "연쇄 법칙": "연쇄법칙",
        "chain rule": "연쇄법칙",
        "sigmoid": "시그모이드",
        "softmax": "소프트맥스",
        "vanishing": "기울기 소실",
        "기울기": "기울기",
        "relu": "ReLU",
        "MNIST": "MNIST 학습",
        "lstm": "LSTM 셀의 한 시점",
        "∂": "표기",
        "qqzz": "",
    },
    "en": {
        "사과": "Two apples and a tax",
        "연쇄 법칙": "The chain rule",
        "chain rule": "chain rule",
        "sigmoid": "sigmoid",
        "SoftMax": "softmax",
        "lstm": "One step of an LSTM cell",
        "vanish": "Vanishing gradients",
        "기울기": "gradient",
        "relu": "ReLU",
        "mnist": "MNIST learned",
        "∂": "Notation",
        "qqzz": "",
    },
}

SEARCH = """(query => {
  const field = document.getElementById('query');
  field.value = query;
  field.dispatchEvent(new Event('input'));
  const found = [...document.querySelectorAll('main section')].filter(s => s.getClientRects().length)
    .flatMap(s => [...s.querySelectorAll('li')].filter(e => e.getClientRects().length).slice(0, 3));
  return {found: found.map(e => e.querySelector('a').textContent),
    said: document.querySelector('[role=status]')?.textContent || ''};
})"""


def check_search(browser):
    """A page with a field to search in finds what a reader looks for, and says how much it found."""
    if not browser.evaluate("!!document.getElementById('query')"):
        return []
    problems = []
    for query, wanted in SEARCHES[browser.evaluate("document.documentElement.lang")].items():
        result = browser.evaluate(f"{SEARCH}({json.dumps(query)})")
        found = result["found"]
        if (wanted and wanted not in found) or (found and not wanted) or not result["said"]:
            problems.append(f"searching {query!r} finds {found[:3]}, not {wanted!r}")
    browser.evaluate(f"{SEARCH}('')")
    return problems


# Choosing a step must change what is shown: the parts of figures that are visible differ.
STEPS = """(() => {
  const problems = [];
  const groups = {};
  for (const radio of document.querySelectorAll('input[type=radio]'))
    (groups[radio.name] = groups[radio.name] || []).push(radio);
  const shown = box => [...box.querySelectorAll('*')].map(
    e => { const s = getComputedStyle(e);
      return s.display + s.visibility + s.opacity + s.fontWeight + s.fill; }).join();
  for (const [name, radios] of Object.entries(groups)) {
    const box = radios[0].closest('figure, section, article, main') || document.body;
    const looks = radios.map(radio => { radio.click(); return shown(box); });
    for (let i = 1; i < looks.length; i++)
      if (looks[i] === looks[i - 1]) problems.push(`step ${i + 1} of ${name} shows nothing new`);
    radios[0].click();
  }
  return problems;
})()"""
