"""What must hold for the figures of a page: none scrolls, on any screen or on paper."""

# The page's text on A4 with the book's margins of 16 mm, in CSS pixels.
PAPER = 672
# A figure's smallest number is 13 pixels high, and 6 pt are 8.
LEAST_SCALE = 8 / 15

SCROLLING = """(() => [...document.querySelectorAll('main *')].filter(e => {
  const style = getComputedStyle(e);
  return ['auto', 'scroll'].includes(style.overflowX) && style.visibility !== 'hidden'
    && e.getClientRects().length && e.scrollWidth > e.clientWidth + 1
    && e.querySelector(':scope > svg, :scope > img, :scope > div > svg, :scope > div > img');
}).map(e => `${e.scrollWidth} px in ${e.clientWidth}: ${
  (e.querySelector('svg title') || e).textContent.trim().slice(0, 60)}`))()"""

PRINTED = """(([width, least]) => {
  const problems = [];
  for (const e of document.querySelectorAll('main svg[viewBox], main img')) {
    const box = e.getBoundingClientRect();
    if (!box.width || e.closest('svg svg') || e.classList.contains('still')) continue;
    const name = (e.querySelector('title') || {}).textContent || e.getAttribute('src');
    if (box.right > width + 1) problems.push(`cut on paper, ${Math.round(box.right)} px: ${name}`);
    const own = e.viewBox ? e.viewBox.baseVal.width : Number(e.getAttribute('width'));
    if (!e.closest('.cards, .sheet') && box.width / own < least)
      problems.push(`shrunk to ${(box.width / own).toFixed(2)} on paper: ${name}`);
  }
  return problems;
})"""


def check_scrolling(browser):
    """Figures that must be scrolled sideways at the window's width."""
    return [f"a figure scrolls, {found}" for found in browser.evaluate(SCROLLING)]


def check_print(browser):
    """Figures that are cut on paper, or so small that their numbers cannot be read."""
    browser.show(PAPER, 1000, "light", media="print")
    found = browser.evaluate(f"{PRINTED}([{PAPER}, {LEAST_SCALE}])")
    browser.show(PAPER, 1000, "light")
    return found
