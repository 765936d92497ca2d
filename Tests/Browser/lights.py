"""What must hold for the terms of equations and the arrows that they light."""

# Each term has something in a figure to light, arrows light their terms, and so does the keyboard.
LIGHTS = """(() => {
  const problems = [];
  const lit = selector => document.querySelectorAll(selector + '.lit').length;
  const send = (e, type) => e.dispatchEvent(new Event(type, {bubbles: true}));
  for (const list of document.querySelectorAll('[data-graph]')) {
    const graph = list.dataset.graph;
    const pictures = [...document.querySelectorAll('svg.backdraw')]
      .filter(e => e.id.startsWith(graph) && /^(figure|frames)/.test(e.id.slice(graph.length)));
    if (!pictures.some(e => e.querySelector('.arrow'))) continue;
    for (const equation of [...list.querySelectorAll('.equation:has([data-lights])')].slice(0, 8)) {
      const terms = [...equation.querySelectorAll('[data-lights]')];
      for (const term of terms) {
        send(term, 'pointerover');
        if (!term.matches('.lit')) problems.push(`a term is not lit: ${term.textContent}`);
      }
      send(equation, 'focusin');
      if (equation.tabIndex < 0 || lit('[data-lights]') < terms.length)
        problems.push(`not lit by the keyboard: ${equation.textContent.slice(0, 40)}`);
      if (!lit('.arrow') && !lit('.targets *'))
        problems.push(`nothing is lit by ${equation.textContent.slice(0, 40)}`);
    }
  }
  const named = [...document.querySelectorAll('.arrow')].filter(arrow =>
    document.querySelector([...arrow.classList].map(name => `[data-lights="${name}"]`).join()));
  for (const arrow of named.slice(0, 20)) {
    send(arrow.firstElementChild, 'pointerover');
    if (!arrow.matches('.lit')) problems.push(`an arrow is not lit: ${arrow.getAttribute('class')}`);
  }
  send(document.body, 'pointerover');
  if (lit('')) problems.push('what was lit stays lit');
  return problems.slice(0, 5);
})()"""
