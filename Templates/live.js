// Figures whose numbers follow: a reader changes a leaf, and the figure's graph is computed anew, by
// the formulas of its operations (the programs behind this script). Without it all stays as printed.

// ---- Tensors: extents s and entries d; a number may stand for one.
const tensor = x => typeof x === "number" ? {s: [], d: [x]} : x;
const count = s => s.reduce((n, extent) => n * extent, 1);
const wide = (a, b) => {
  const n = Math.max(a.length, b.length);
  const padded = s => [...Array(n - s.length).fill(1), ...s];
  const q = padded(b);
  return padded(a).map((extent, i) => extent === 1 ? q[i] : extent);
};
// For each entry of a tensor of extents s, where it is found in one of extents x that is repeated.
const places = (x, s) => {
  let step = 1, found = [0];
  const steps = [];
  for (let i = x.length - 1; i >= 0; i--) { steps[i] = x[i] === 1 ? 0 : step; step *= x[i]; }
  s.forEach((extent, i) => {
    const by = steps[i - s.length + x.length] ?? 0;
    found = found.flatMap(at => Array.from({length: extent}, (_, k) => at + k * by));
  });
  return found;
};
const zip = f => (x, y) => {
  x = tensor(x); y = tensor(y);
  const s = wide(x.s, y.s), q = places(y.s, s);
  return {s, d: places(x.s, s).map((p, k) => f(x.d[p], y.d[q[k]]))};
};
const each = (f, x) => ({s: tensor(x).s, d: tensor(x).d.map(e => f(e))});
const add = zip((a, b) => a + b), sub = zip((a, b) => a - b), mul = zip((a, b) => a * b);
const div = zip((a, b) => a / b), pow = zip((a, b) => a ** b), max = zip((a, b) => Math.max(a, b));
const min = zip((a, b) => Math.min(a, b)), lt = zip((a, b) => +(a < b)), le = zip((a, b) => +(a <= b));
const gt = zip((a, b) => +(a > b)), ge = zip((a, b) => +(a >= b)), eq = zip((a, b) => +(a === b));
const ne = zip((a, b) => +(a !== b));
const neg = x => each(e => -e, x), abs = x => each(Math.abs, x);
const where = (c, x, y) => {
  [c, x, y] = [c, x, y].map(tensor);
  const s = wide(wide(c.s, x.s), y.s), p = places(x.s, s), q = places(y.s, s);
  return {s, d: places(c.s, s).map((at, k) => c.d[at] ? x.d[p[k]] : y.d[q[k]])};
};
// The same entries in other extents, or repeated to them.
const to = (x, s) => {
  x = tensor(x);
  return {s, d: x.d.length === count(s) ? x.d : places(x.s, s).map(p => x.d[p])};
};
// The sum over the axes along which extents s were repeated.
const back = (x, s) => {
  const d = Array(count(s)).fill(0);
  places(s, x.s).forEach((p, k) => { d[p] += x.d[k]; });
  return {s, d};
};
const kept = (s, axes) => axes ? s.map((extent, i) => axes.some(a => a === i || a + s.length === i) ? 1 : extent) : [];
const fold = (f, start) => (x, axes) => {
  x = tensor(x);
  const s = kept(x.s, axes), d = Array(count(s)).fill(start);
  places(s, x.s).forEach((p, k) => { d[p] = f(d[p], x.d[k]); });
  return {s, d};
};
const total = fold((a, b) => a + b, 0), product = fold((a, b) => a * b, 1);
const largest = fold((a, b) => Math.max(a, b), -Infinity), smallest = fold((a, b) => Math.min(a, b), Infinity);
const share = (chosen, axes) => div(chosen, total(chosen, axes));
const rows = x => ({s: x.s.slice(1), d: total(x, [0]).d});
const others = (x, axes) => {
  const of = places(kept(x.s, axes), x.s);
  return {s: x.s, d: x.d.map((_, i) => x.d.reduce((p, e, k) => k !== i && of[k] === of[i] ? p * e : p, 1))};
};
const running = (x, axis, backwards) => {
  if (axis < 0) axis += x.s.length;
  const step = count(x.s.slice(axis + 1)), extent = x.s[axis], d = [...x.d];
  const order = backwards ? [...d.keys()].reverse() : [...d.keys()];
  for (const i of order) {
    const at = Math.floor(i / step) % extent;
    if (backwards ? at < extent - 1 : at > 0) d[i] += d[backwards ? i + step : i - step];
  }
  return {s: x.s, d};
};
const softmax = (x, axis) => {
  const e = each(Math.exp, sub(x, largest(x, [axis])));
  return div(e, total(e, [axis]));
};
const logSoftmax = (x, axis) => {
  const z = sub(x, largest(x, [axis]));
  return sub(z, each(Math.log, total(each(Math.exp, z), [axis])));
};
const logSumExp = (x, axes) => {
  const m = largest(x, axes);
  return add(m, each(Math.log, total(each(Math.exp, sub(x, m)), axes)));
};
const matmul = (x, y) => {
  const left = x.s.length > 1, right = y.s.length > 1;
  const n = left ? x.s[0] : 1, k = x.s[x.s.length - 1], m = right ? y.s[1] : 1, d = [];
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) {
    let sum = 0;
    for (let l = 0; l < k; l++) sum += x.d[i * k + l] * y.d[l * m + j];
    d.push(sum);
  }
  return {s: [...(left ? [n] : []), ...(right ? [m] : [])], d};
};
const outer = (x, y) => ({s: [x.d.length, y.d.length], d: x.d.flatMap(a => y.d.map(b => a * b))});
const permute = (x, axes) => {
  const s = axes.map(a => x.s[a]), steps = axes.map(a => count(x.s.slice(a + 1)));
  let found = [0];
  s.forEach((extent, i) => { found = found.flatMap(at => Array.from({length: extent}, (_, k) => at + k * steps[i])); });
  return {s, d: found.map(p => x.d[p])};
};
const transpose = x => x.s.length < 2 ? x : permute(x, [1, 0]);
const pick = (x, from, s) => ({s, d: from.map(p => x.d[p])});
const put = (x, into, s) => {
  const d = Array(count(s)).fill(0);
  into.forEach((p, k) => { d[p] += x.d[k]; });
  return {s, d};
};
const join = (list, axis) => {
  const s = [...list[0].s];
  if (axis < 0) axis += s.length;
  s[axis] = list.reduce((n, x) => n + x.s[axis], 0);
  const d = [];
  for (let block = 0; block < count(s.slice(0, axis)); block++) for (const x of list) {
    const size = count(x.s.slice(axis));
    d.push(...x.d.slice(block * size, (block + 1) * size));
  }
  return {s, d};
};
const oneHot = (x, n) => ({s: [...tensor(x).s, n], d: tensor(x).d.flatMap(c => Array.from({length: n}, (_, k) => +(k === c)))});
const einsum = (letters, list, s) => {
  const [given, result] = letters.split("->"), of = given.split(","), extents = {};
  [...result].forEach((letter, i) => { extents[letter] = s[i]; });
  of.forEach((word, k) => [...word].forEach((letter, i) => { extents[letter] = list[k].s[i]; }));
  const names = Object.keys(extents), d = Array(count(s)).fill(0);
  const at = (word, x, index) => [...word].reduce((p, letter, i) => p * x[i] + index[letter], 0);
  for (let n = 0; n < names.reduce((p, l) => p * extents[l], 1); n++) {
    const index = {};
    let rest = n;
    for (const name of names) { index[name] = rest % extents[name]; rest = Math.floor(rest / extents[name]); }
    d[at(result, s, index)] += of.reduce((p, word, k) => p * list[k].d[at(word, list[k].s, index)], 1);
  }
  return {s, d};
};
const sigmoid = x => x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
const softplus = x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const erf = x => {
  const a = Math.abs(x);
  if (!(a < 6)) return Math.sign(x);
  let term = a, sum = a;
  for (let n = 1; term > sum * 1e-18; n++) { term *= 2 * a * a / (2 * n + 1); sum += term; }
  return Math.sign(x) * 2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum;
};
// Near its ends a function's slope is had in the way that keeps its digits.
const sigmoidSlope = zip((x, y) => y < 0.5 ? y * (1 - y) : y * sigmoid(-x));
const tanhSlope = zip((x, y) => y * y < 0.5 ? 1 - y * y : (2 / (Math.exp(x) + Math.exp(-x))) ** 2);
const atRoot = (y, x) => y.d.includes(0) ? each(e => Number.isNaN(e) ? 0 : e, x) : x;

// ---- Both passes, exact and as they are shown: what rounding alone left of a sum is shown as 0.
const compute = (graph, leaves) => {
  const v = [], w = [], g = [], h = [], terms = [];
  const shown = {};
  const round = (name, x, scale) => {
    shown[name] = x.d;
    if (!scale || x.d.length > 216 || !x.d.some(e => e !== 0 && Math.abs(e) < 1e-6)) return x;
    const m = to(scale(), x.s).d, left = (e, i) => e !== 0 && isFinite(m[i]) && Math.abs(e) <= 2 ** -50 * m[i];
    shown[name] = x.d.map((e, i) => left(e, i) ? 0 : e);
    return {s: x.s, d: x.d.map((e, i) => left(e, i) ? m[i] : e)};
  };
  for (const [k, x] of graph.leaves) { v[k] = w[k] = {s: x.s, d: leaves[k] ?? x.d}; shown["v" + k] = v[k].d; }
  graph.forward(v, w, (k, x, scale) => { v[k] = x; w[k] = round("v" + k, x, scale); });
  const c = {};
  const arrive = (k, x, scale) => {
    g[k] = g[k] ? add(g[k], x) : x;
    terms[k] = terms[k] ? add(terms[k], scale) : scale;
  };
  const arrow = (k, slot, from, x, scale) => {
    const suspect = scale && x.d.some(e => e !== 0 && Math.abs(e) < 1e-6);
    c[k + "." + slot] = x;
    round("c" + k + "." + slot, x, scale);
    arrive(from, x, suspect ? to(scale(), x.s) : abs(x));
  };
  const arrived = k => { if (g[k]) h[k] = round("g" + k, g[k], () => terms[k]); };
  arrive(graph.out, graph.seed, abs(graph.seed));
  graph.backward(v, w, g, h, arrived,
    (k, slot, from, local, entrywise) => {
      const s = v[from].s, fit = entrywise ? back : to;
      arrow(k, slot, from, fit(mul(g[k], local), s), () => fit(mul(abs(h[k]), abs(local)), s));
    },
    (k, slot, from, x, scale) => arrow(k, slot, from, to(x, v[from].s), scale));
  v.forEach((_, k) => { if (!shown["g" + k]) arrived(k); });
  return {v, g, c, shown, loss: graph.seed.d.reduce((sum, e, i) => sum + e * v[graph.out].d[i], 0)};
};

// ---- Digits, as everywhere in the book: so many significant ones, halves away from zero, no fewer
// than the whole part has, powers of ten below 10⁻³ and from 10⁶.
const digitsOf = (x, digits) => {
  if (Number.isNaN(x)) return ["NaN"];
  if (!isFinite(x)) return [x < 0 ? "−∞" : "∞"];
  if (x === 0) return ["0"];
  let [text, exponent] = Math.abs(x).toExponential().split("e");
  exponent = Number(exponent);
  text = text.replace(".", "");
  const keep = exponent < 6 ? Math.max(digits, exponent + 1) : digits;
  if (keep < text.length) {
    const up = text[keep] >= "5";
    text = text.slice(0, keep);
    if (up) {
      text = text.replace(/[0-8]?9*$/, tail => tail && tail[0] !== "9" ? Number(tail[0]) + 1 + "0".repeat(tail.length - 1) : "1" + "0".repeat(tail.length));
      if (text.length > keep) exponent++;
    }
  }
  text = text.replace(/0+$/, "");
  const sign = x < 0 ? "−" : "";
  if (exponent < -3 || exponent >= 6) return [sign + text[0] + (text.length > 1 ? "." + text.slice(1) : ""), exponent];
  if (exponent < 0) return [sign + "0." + "0".repeat(-exponent - 1) + text];
  if (exponent + 1 >= text.length) return [sign + text + "0".repeat(exponent + 1 - text.length)];
  return [sign + text.slice(0, exponent + 1) + "." + text.slice(exponent + 1)];
};
const raised = n => [...String(n)].map(c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("");
const written = ([text, exponent]) => exponent === undefined ? text : text + "×10" + raised(exponent);
// What a reader typed as a number; NaN where it is none.
const typed = text => {
  const plain = text.trim().replace(/[−–]/g, "-").replace(/\s*[×x*]\s*10\s*\^?\s*/, "e")
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, c => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) ? "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) : "-").replace(/[{}()]/g, "");
  const fraction = plain.match(/^(-?[\d.]+)\/([\d.]+)$/);
  return plain === "" ? NaN : fraction ? fraction[1] / fraction[2] : Number(plain);
};
// An entry's place, as it stands behind its name.
const indexOf = (entry, s) => s.length ? "[" + s.map((extent, i) => Math.floor(entry / count(s.slice(i + 1))) % extent).join(", ") + "]" : "";

// ---- What is drawn and written.
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
// Letters of the page's own glyphs: [text, em, rise], centred about where a number stood, and smaller
// where they would not fit.
const placeOf = group => {
  const [left, baseline, width, em, led] = group.dataset.place.split(" ");
  return {left: Number(left), baseline: Number(baseline), width: Number(width), em: Number(em), isLed: led === "led"};
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
const draw = (group, letters, parts, room) => {
  const place = placeOf(group), {line, width} = lineOf(letters, parts, place.em);
  const scale = Math.min(1, (place.width + room) / width);
  setLine(group, line, place.isLed ? place.left : place.left + (place.width - width * scale) / 2, place.baseline, scale);
};
// The pieces of a sum on one line, which make room for one another.
const drawLine = (pieces, letters, room) => {
  const gap = 4, places = pieces.map(([group]) => placeOf(group));
  const lines = pieces.map(([, parts], i) => lineOf(letters, parts, places[i].em));
  const last = places[places.length - 1], whole = last.left + last.width - places[0].left;
  const width = lines.reduce((sum, line) => sum + line.width + gap, -gap), scale = Math.min(1, (whole + room) / width);
  let x = places[0].left - Math.max(0, width * scale - whole) / 2;
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
  const groups = new Map();
  for (const e of figure.querySelectorAll("[data-number]")) {
    const name = e.dataset.number;
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
      } else draw(e, letters, line, isEntry ? 5 : part[0] === "=" ? 0 : 24);
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

const start = (graphs, letters, words) => {
  for (const button of document.querySelectorAll("button.try")) {
    const graph = graphs.find(g => g.id === button.dataset.figure);
    // The picture of a wide page, on a phone too: beside an upright arrow no longer number has room.
    button.onclick = () => open(graph, document.getElementById(graph.id), letters, words);
    // For tests.
    button.live = {graph, compute: leaves => compute(graph, leaves), written: x => written(digitsOf(x, graph.digits))};
  }
};
