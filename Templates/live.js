// Figures whose numbers follow: a reader changes a leaf, and the figure is written anew with what
// computation.js makes of it. Without a script all stays as printed.

const element = (name, attributes = {}, ...children) => {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) e.setAttribute(key, value);
  e.append(...children);
  return e;
};
const svg = (name, attributes) => {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  return e;
};
// Letters of the page's own glyphs: [text, em, rise], where a number stood: about its middle, or from
// the end that is at an arrow or a sign; smaller where they would not fit.
const placeOf = group => {
  const [left, baseline, width, em, growth = "around", room] = group.dataset.place.split(" ");
  return {left: Number(left), baseline: Number(baseline), width: Number(width), em: Number(em), growth, room: Number(room)};
};
const lineOf = (letters, parts, em) => {
  const line = svg("g", {});
  let x = 0;
  for (const [text, size, rise] of parts) {
    const scale = size * em / letters.em;
    for (const letter of text) {
      const glyph = letters.glyphs[letter];
      if (glyph && glyph[0]) line.append(svg("use", {href: "#" + glyph[0], transform: `translate(${x.toFixed(2)} ${-rise * em}) scale(${scale})`}));
      x += (glyph ? glyph[1] : letters.em / 4) * scale;
    }
    x += letters.gap * em * (rise ? 0 : 1);
  }
  return {line, width: x};
};
const setLine = (group, line, x, baseline, scale) => {
  line.setAttribute("transform", `translate(${x.toFixed(2)} ${baseline}) scale(${scale.toFixed(3)})`);
  group.replaceChildren(line);
};
const draw = (group, letters, parts, usual, leads = []) => {
  const place = placeOf(group), {line, width} = lineOf(letters, parts, place.em);
  const scale = Math.min(1, (place.width + (place.room >= 0 ? place.room : usual)) / width);
  const more = width * scale - place.width;
  setLine(group, line, place.left - ({around: more / 2, left: more}[place.growth] ?? 0), place.baseline, scale);
  // Its name goes before it.
  for (const e of leads) e.setAttribute("transform", `translate(${-more} 0)`);
};
// The pieces of a sum on one line, which make room for one another.
const drawLine = (pieces, letters, usual) => {
  const gap = 4, places = pieces.map(([group]) => placeOf(group));
  const isFixed = places[0].growth === "right", room = isFixed ? places[0].room : usual;
  const lines = pieces.map(([, parts], i) => lineOf(letters, parts, places[i].em));
  const last = places[places.length - 1], whole = last.left + last.width - places[0].left;
  const width = lines.reduce((sum, line) => sum + line.width + gap, -gap), scale = Math.min(1, (whole + room) / width);
  let x = places[0].left - (isFixed ? 0 : Math.max(0, width * scale - whole) / 2);
  pieces.forEach(([group], i) => {
    setLine(group, lines[i].line, x, places[i].baseline, scale);
    x += (lines[i].width + gap) * scale;
  });
};
const parts = ([text, exponent], letters) => exponent === undefined ? [[text, 1, 0]]
  : [[text + "×10", 1, 0], [String(exponent).replace("-", "−"), letters.small, letters.rise]];

let serial = 0;
const open = (graph, picture, letters, words) => {
  const id = "live" + ++serial;
  const leaves = {}, names = new Map(graph.names.map(([k, ...name]) => [k, name]));
  const hidden = new Set();
  let state, isGuessing = false;
  const dialog = element("dialog", {class: "live", "aria-labelledby": id});
  const close = element("button", {type: "button"}, words.close);
  close.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();

  // The figure, without what leads to places of the page and is told of its printed numbers.
  const figure = picture.cloneNode(true);
  figure.style.setProperty("--step", 999);
  for (const e of figure.querySelectorAll(".targets, .now, .arrow, title, desc, style")) e.remove();
  for (const e of [figure, ...figure.querySelectorAll("[id]")]) e.removeAttribute("id");
  figure.removeAttribute("aria-labelledby");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", words.figure);
  const groups = new Map(), leads = new Map();
  for (const e of figure.querySelectorAll("[data-number]")) {
    const name = e.dataset.number;
    if (name.startsWith("lead ")) { leads.set(name.slice(5), [...(leads.get(name.slice(5)) || []), e]); continue; }
    if (name !== "note" && !e.dataset.place) { e.replaceChildren(); continue; }
    groups.set(name, [...(groups.get(name) || []), e]);
  }
  const arrivals = {};
  // A part of a sum is called "s4 +c5.0.0": the sum, whether its sign goes with it, the number.
  const nameOf = name => name.split(" ").at(-1).replace(/^\+/, "");
  const textOf = (name, x) => written(digitsOf(x, graph.digits));
  const numberOf = name => {
    const at = name.lastIndexOf(".");
    return state.shown[name.slice(0, at)][name.slice(at + 1)];
  };
  const write = () => {
    const lines = new Map();
    for (const [name, list] of groups) for (const e of list) {
      if (name === "note") { e.replaceChildren(); continue; }
      const [sum, part] = name.includes(" ") ? name.split(" ") : ["", name];
      const key = nameOf(name), isEntry = groups.has(name.replace(/\.\d+$/, ".1")) || /\.[1-9]\d*$/.test(name);
      let line, said;
      if (part[0] === "=") {
        said = sumHolds(Number(part.slice(2))) ? "=" : "≈";
        line = [[said, 1, 0]];
      } else {
        const x = numberOf(key), isTerm = part[0] === "+";
        const figures = digitsOf(isTerm ? Math.abs(x) : x, graph.digits);
        line = hidden.has(key) ? [["?", 1, 0]] : parts(figures, letters);
        said = hidden.has(key) ? "?" : written(figures);
        if (isTerm) {
          const sign = hidden.has(key) || x >= 0 || Number.isNaN(x) ? "+" : "−";
          line = [[sign + " " + line[0][0], 1, 0], ...line.slice(1)];
          said = sign + " " + said;
        }
      }
      e.dataset.text = said;
      if (sum && state.v[sum.slice(1)].s.length === 0) {
        const at = sum + " " + placeOf(e).baseline;
        lines.set(at, [...(lines.get(at) || []), [e, line]]);
      } else draw(e, letters, line, isEntry ? 5 : part[0] === "=" ? 0 : 24, leads.get(name));
    }
    for (const pieces of lines.values()) drawLine(pieces, letters, 30);
    for (const [key, cell] of cells) cell.replaceChildren(cellText(key));
  };
  // Whether a sum holds as printed.
  const printed = x => Number(written(digitsOf(x, graph.digits)).replace("−", "-").replace(/×10(.*)/, (_, n) => "e" + [...n].map(c => c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).join("")));
  const sumHolds = k => state.shown["g" + k].every((sum, entry) => {
    const terms = (arrivals[k] || []).map(name => state.shown[name][entry]);
    if (k === graph.out) terms.push(graph.seed.d[entry]);
    const numbers = terms.map(printed), whole = numbers.reduce((a, b) => a + b, 0);
    const scale = numbers.reduce((a, b) => a + Math.abs(b), 0);
    return textOf("", Math.abs(whole) <= 2 ** -50 * scale ? 0 : whole) === textOf("", sum);
  });
  // The numbers of a tensor in a cell, a row to a line.
  const cellText = key => {
    const k = Number(key.slice(1)), s = state.v[k].s;
    const numbers = state.shown[key];
    if (!numbers) return "";
    const entries = numbers.map((x, entry) => hidden.has(key + "." + entry) ? "?" : textOf(key, x));
    const lines = (list, s) => s.length === 0 ? list[0] : s.length === 1 ? "[" + list.join(", ") + "]"
      : Array.from({length: s[0]}, (_, i) => lines(list.slice(i * count(s.slice(1)), (i + 1) * count(s.slice(1))), s.slice(1))).join(s.length === 2 ? "\n" : "\n\n");
    return lines(entries, s);
  };

  // The leaves, a field and a slider for each entry.
  const controls = element("div", {class: "leaves"}), fields = [];
  const movable = graph.leaves.filter(leaf => leaf[2]).flatMap(([k, x]) => x.d.map((_, entry) => [k, x, entry]));
  const update = () => { state = compute(graph, leaves); write(); nudge(); };
  // More fields than this would be a form and no figure.
  const most = 24;
  for (const [k, x, entry] of movable.slice(0, most)) {
    const label = names.get(k)[0] + indexOf(entry, x.s), now = x.d[entry];
    const reach = Math.max(1, 2 * Math.abs(now)), step = 10 ** Math.floor(Math.log10(reach / 5));
    const start = Math.round((now - reach) / step) * step;
    const field = element("input", {type: "text", inputmode: "decimal", id: `${id}-${k}-${entry}`, autocomplete: "off", "data-leaf": k, "data-entry": entry});
    const slider = element("input", {type: "range", min: start.toPrecision(12) / 1, max: (start + 2 * reach).toPrecision(12) / 1, step: step.toPrecision(12) / 1, "aria-label": label});
    const set = value => {
      leaves[k] = leaves[k] || [...x.d];
      leaves[k][entry] = value;
      update();
    };
    const show = value => { field.value = String(value).replace("-", "−"); slider.value = value; field.removeAttribute("aria-invalid"); };
    field.oninput = () => {
      const value = typed(field.value);
      if (!isFinite(value)) { field.setAttribute("aria-invalid", "true"); return; }
      field.removeAttribute("aria-invalid");
      slider.value = value;
      set(value);
    };
    slider.oninput = () => { const value = Number(slider.value); show(value); slider.value = value; set(value); };
    show(now);
    fields.push(() => show(now));
    controls.append(element("div", {class: "leaf"}, element("label", {for: field.id}, label), field, slider));
  }
  const reset = element("button", {type: "button"}, words.reset);
  reset.onclick = () => {
    for (const k of Object.keys(leaves)) delete leaves[k];
    fields.forEach(f => f());
    update();
  };

  // Every value and gradient.
  const cells = new Map();
  const body = element("tbody");
  const choice = element("select", {id: id + "-hide"});
  state = compute(graph, leaves);
  // Which arrows arrive at a node, the program says as it runs.
  const arriving = (k, slot, from) => { arrivals[from] = [...(arrivals[from] || []), "c" + k + "." + slot]; };
  graph.backward(state.v, state.v, state.g, state.g, () => {}, arriving, arriving);
  for (const [k, name, gradient] of graph.names) {
    const value = element("td", {class: "forward"}), slope = element("td", {class: "backward"});
    cells.set("v" + k, value);
    if (state.shown["g" + k]) cells.set("g" + k, slope);
    body.append(element("tr", {}, element("th", {scope: "row"}, name), value, slope));
    for (const [key, label] of [["v" + k, name], ["g" + k, gradient]])
      if (label && state.shown[key] && !(key[0] === "v" && graph.leaves.some(leaf => leaf[0] === k)))
        state.shown[key].forEach((_, entry) => choice.append(element("option", {value: key + "." + entry}, label + indexOf(entry, state.v[k].s))));
  }
  const table = element("table", {class: "values"}, element("caption", {}, words.table),
    element("thead", {}, element("tr", {}, ...[words.name, words.value, words.gradient].map(t => element("th", {scope: "col"}, t)))), body);

  // One input moved a little: what the output does, per unit.
  const target = element("select", {id: id + "-nudge"});
  movable.forEach(([k, x, entry], i) => target.append(element("option", {value: i}, names.get(k)[0] + indexOf(entry, x.s))));
  const quotients = element("tbody"), slope = element("p", {class: "slope", "aria-live": "polite"});
  const nudge = () => {
    if (!movable.length) return;
    const [k, x, entry] = movable[target.value || 0], now = leaves[k] || x.d;
    const gradient = state.g[k] ? state.g[k].d[entry] : 0;
    const names_ = names.get(k);
    slope.textContent = (names_[1] || words.gradient) + indexOf(entry, x.s) + " = " + textOf("", gradient);
    quotients.replaceChildren(...Array.from({length: 7}, (_, i) => {
      const moved = [...now], delta = 10 ** -i;
      moved[entry] += delta;
      const change = compute(graph, {...leaves, [k]: moved}).loss - state.loss;
      return element("tr", {}, ...[delta, change, change / (moved[entry] - now[entry])].map(y => element("td", {}, textOf("", y))));
    }));
  };
  target.onchange = nudge;

  // A number hidden, to be found.
  const answer = element("input", {type: "text", id: id + "-answer", autocomplete: "off", inputmode: "decimal"});
  const verdict = element("p", {role: "status", class: "verdict"});
  const hide = key => {
    choice.value = key;
    hidden.clear();
    hidden.add(key);
    // A gradient that arrives along one arrow is hidden there, too, and the other way round.
    for (const [k, list] of Object.entries(arrivals)) if (list.length === 1 && Number(k) !== graph.out) {
      const entry = key.slice(key.lastIndexOf(".") + 1);
      if (key === "g" + k + "." + entry) hidden.add(list[0] + "." + entry);
      if (key === list[0] + "." + entry) { hidden.add("g" + k + "." + entry); choice.value = "g" + k + "." + entry; }
    }
    verdict.textContent = "";
    answer.value = "";
    write();
  };
  const hideButton = element("button", {type: "button"}, words.hide);
  hideButton.onclick = () => { hide(choice.value); answer.focus(); };
  const check = element("button", {type: "button"}, words.check);
  check.onclick = () => {
    if (!hidden.size) { verdict.textContent = words.hideFirst; return; }
    const key = [...hidden][0], x = numberOf(key), y = typed(answer.value);
    if (Number.isNaN(y)) { verdict.textContent = words.noNumber; return; }
    const isRight = textOf("", y) === textOf("", x);
    verdict.textContent = isRight ? words.right.replace("%", textOf("", x)) : words.wrong;
    if (isRight) { hidden.clear(); write(); }
  };
  answer.onkeydown = event => { if (event.key === "Enter") check.click(); };
  const give = element("button", {type: "button"}, words.show);
  give.onclick = () => {
    if (!hidden.size) { verdict.textContent = words.hideFirst; return; }
    verdict.textContent = words.was.replace("%", textOf("", numberOf([...hidden][0])));
    hidden.clear();
    write();
  };
  // In the figure a number is hidden where it is clicked.
  const isLeaf = key => graph.leaves.some(([k]) => key.startsWith("v" + k + "."));
  for (const [name, list] of groups) if (name !== "note" && !/(^| )=/.test(name) && !isLeaf(nameOf(name))) for (const e of list) {
    const {left, baseline, width, em} = placeOf(e);
    const area = svg("rect", {x: left - 4, y: baseline - em, width: width + 8, height: em * 1.3, class: "area"});
    area.onclick = () => { hide(nameOf(name)); guess.open = true; };
    e.after(area);
  }
  const guess = element("details", {class: "guess"}, element("summary", {}, words.guess), element("p", {}, words.guessHow),
    element("div", {class: "line"}, element("label", {for: choice.id}, words.which), choice, hideButton),
    element("div", {class: "line"}, element("label", {for: answer.id}, words.answer), answer, check, give), verdict);
  const nudging = element("details", {class: "nudge"}, element("summary", {}, words.nudge), element("p", {}, words.nudgeHow),
    element("div", {class: "line"}, element("label", {for: target.id}, words.input), target), slope,
    element("table", {}, element("caption", {}, words.nudgeTable), element("thead", {}, element("tr", {}, ...["Δ", words.change, words.quotient].map(t => element("th", {scope: "col"}, t)))), quotients));

  dialog.append(
    element("div", {class: "head"}, element("h2", {id}, words.title), close),
    element("p", {class: "note"}, words.note),
    element("div", {class: "scroll", tabindex: 0, role: "group", "aria-label": words.figure}, figure),
    element("div", {class: "sides"},
      element("section", {}, element("h3", {}, words.leaves), movable.length > most ? element("p", {class: "note"}, words.first.replace("%", most)) : "", controls, reset, nudging, guess),
      element("section", {}, element("h3", {}, words.numbers), element("div", {class: "scroll", tabindex: 0, role: "group", "aria-label": words.table}, table))));
  document.querySelector("main").append(dialog);
  update();
  dialog.showModal();
};

const unpacked = async template => {
  const bytes = Uint8Array.from(atob(template.content.textContent), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const holder = document.createElement("template");
  holder.innerHTML = await new Response(stream).text();
  return holder.content.firstElementChild;
};

const start = (graphs, letters, words) => {
  for (const button of document.querySelectorAll("button.try")) {
    const graph = graphs.find(g => g.id === button.dataset.figure);
    const show = picture => open(graph, picture, letters, words);
    const wide = document.getElementById(graph.id);
    button.onclick = () => {
      const {phone} = button.dataset;
      const other = phone && matchMedia("(max-width:36rem)").matches && document.getElementById(phone);
      // What a phone loads as a file the page holds packed.
      if (other && other.content) unpacked(other).then(show, () => show(wide));
      else show(other || wide);
    };
    // For tests.
    button.live = {graph, compute: leaves => compute(graph, leaves), written: x => written(digitsOf(x, graph.digits))};
  }
};
