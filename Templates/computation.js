// A graph computed anew for a reader's numbers, by the formulas of its operations (the programs that a
// page calls live.js with), and its numbers in digits.

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
