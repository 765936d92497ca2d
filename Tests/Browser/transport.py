"""What must hold for the bar that turns and plays the steps of a figure."""

# Each step is said and its node is in view; nothing of the page moves, and the arrow keys turn back.
TURNING = """(() => {
  const problems = [];
  for (const frames of document.querySelectorAll('.frames:has(> .transport)')) {
    const name = frames.querySelector('title')?.textContent;
    const steps = [...frames.querySelectorAll(':scope > input')];
    const [back, play, next] = frames.querySelectorAll('.transport button');
    const said = frames.querySelector('.transport [role=status]');
    const view = frames.querySelector(':scope > .view');
    if (!next.getClientRects().length) { problems.push(`no bar: ${name}`); continue; }
    const whole = () => [frames.offsetHeight, scrollY].join();
    steps[0].click();
    const before = whole();
    for (let k = 1; k < steps.length; k++) {
      next.click();
      if (!steps[k].checked) problems.push(`› does not arrive at step ${k + 1}: ${name}`);
      if (said.textContent !== steps[k].ariaLabel) problems.push(`step ${k + 1} is not said: ${name}`);
      const box = view.querySelector(`.now.at-${k + 1}`).getBoundingClientRect();
      const room = view.getBoundingClientRect();
      if (box.width && box.width < room.width
        && (box.left < room.left - 1 || box.right > room.right + 1))
        problems.push(`step ${k + 1} is out of view: ${name}`);
      if (whole() !== before) problems.push(`the page moves in step ${k + 1}: ${name}`);
    }
    next.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true}));
    if (!steps[steps.length - 2].checked) problems.push(`the arrow keys do not turn: ${name}`);
    play.click();
    if (!steps[steps.length - 1].checked) problems.push(`playing does not go on: ${name}`);
    if (frames.querySelector('.pulse')) problems.push(`it moves though none is wanted: ${name}`);
  }
  return problems.slice(0, 5);
})()"""

# A pulse for each arrow of a step, where a reader does not ask for stillness.
PULSES = """(() => [...document.querySelectorAll('.frames:has(> .transport)')].flatMap(frames => {
  const steps = [...frames.querySelectorAll(':scope > input')];
  steps[0].click();
  frames.querySelectorAll('.transport button')[2].click();
  const arrows = frames.querySelectorAll(
    ':scope > .view:first-of-type .at-2 :is(.stroke-forward, .stroke-backward)');
  return arrows.length && !frames.querySelector('.pulse') ? ['no pulse travels'] : [];
}).slice(0, 1))()"""


def check_steps(browser):
    """The bars of a page, with and without motion."""
    if not browser.evaluate("!!document.querySelector('.transport')"):
        return []
    problems = browser.evaluate(TURNING)
    features = [{"name": "prefers-reduced-motion", "value": "no-preference"}]
    browser.send("Emulation.setEmulatedMedia", media="", features=features)
    problems += browser.evaluate(PULSES)
    features[0]["value"] = "reduce"
    browser.send("Emulation.setEmulatedMedia", media="", features=features)
    return problems
