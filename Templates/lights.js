// Who touches a term of an equation sees its arrow or node in the figures of its graph lit, and the other
// way round; who comes to an equation or a node by the keyboard, too.
const terms = [...document.querySelectorAll("[data-lights]")];
const graphOf = term => term.closest("[data-graph]").dataset.graph;
const nameOf = term => term.getAttribute("data-lights");
// A figure's id begins with the name of its graph.
const isOf = (picture, graph) => picture.id.startsWith(graph) && /^(figure|frames)/.test(picture.id.slice(graph.length));
const light = e => e.classList.add("lit");
const lightFigures = (graph, names) => {
  for (const picture of document.querySelectorAll("svg.backdraw")) if (isOf(picture, graph))
    for (const name of names) picture.querySelectorAll(
      name[0] === "n" ? `.targets [data-node="${name.slice(1)}"]` : ".arrow." + name).forEach(light);
};
const touch = event => {
  document.querySelectorAll(".lit").forEach(e => e.classList.remove("lit"));
  const from = event.target;
  if (!from.closest) return;
  const equation = event.type === "focusin" && from.closest(".equation");
  const touched = equation ? [...equation.querySelectorAll("[data-lights]")] : [from.closest("[data-lights]")].filter(Boolean);
  if (touched.length) {
    touched.forEach(light);
    lightFigures(graphOf(touched[0]), new Set(touched.map(nameOf)));
    return;
  }
  const picture = from.closest("svg.backdraw"), arrow = from.closest(".arrow");
  const node = from.closest(".targets") && (from.closest("[data-node]") || from.querySelector("[data-node]"));
  if (!picture || !(arrow || node)) return;
  if (arrow) light(arrow);
  const names = arrow ? [...arrow.classList] : ["n" + node.dataset.node];
  for (const term of terms) if (names.includes(nameOf(term)) && isOf(picture, graphOf(term))) light(term);
};
for (const term of terms) term.closest(".equation")?.setAttribute("tabindex", 0);
addEventListener("pointerover", touch);
addEventListener("focusin", touch);
