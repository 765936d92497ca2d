// A figure's steps on one bar: ‹ and ›, a button that plays them, and the arrow keys. Along the arrows
// of the step shown a pulse travels, and what happens in it is kept in view. Without this script the
// round buttons choose a step.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const walkOf = frames => {
  const steps = [...frames.querySelectorAll(":scope > input")];
  const [back, play, next] = frames.querySelectorAll(".transport button");
  const said = frames.querySelector(".transport [role=status]");
  let timer = 0;
  const now = () => steps.findIndex(step => step.checked);
  // The picture of this window's width; a phone may show one within each step instead.
  const picture = () => [...frames.querySelectorAll(":scope > .view")]
    .find(view => view.checkVisibility({visibilityProperty: true}));
  const follow = view => {
    // The node, and the numbers that come with it.
    const marks = view.querySelector(`.now.at-${now() + 1}`);
    const node = marks?.getAttribute("class").match(/step-[fb](\d+)/)?.[1];
    const boxes = [marks, view.querySelector(`.targets [data-node="${node}"]`)]
      .map(e => e?.getBoundingClientRect()).filter(box => box?.width);
    if (!boxes.length) return;
    const mark = {
      left: Math.min(...boxes.map(box => box.left)), right: Math.max(...boxes.map(box => box.right)),
      top: Math.min(...boxes.map(box => box.top)), bottom: Math.max(...boxes.map(box => box.bottom)),
    };
    const box = view.getBoundingClientRect(), room = 24;
    const beyond = (start, end, first, last) =>
      start < first ? start - first - room : end > last ? end - last + room : 0;
    view.scrollBy({
      left: beyond(mark.left, mark.right, box.left, box.right),
      top: beyond(mark.top, mark.bottom, box.top, box.bottom),
      behavior: still.matches ? "auto" : "smooth",
    });
  };
  const pulse = view => {
    for (const pass of ["forward", "backward"])
      for (const line of view.querySelectorAll(`.timed.at-${now() + 1} .stroke-${pass}`)) {
        const dot = document.createElementNS(line.namespaceURI, "circle");
        dot.setAttribute("class", "pulse fill-" + pass);
        dot.setAttribute("r", 4.5);
        // A line that is drawn several times is defined once.
        const path = line.getAttribute("d") ? line : document.querySelector(line.getAttribute("href"));
        dot.style.offsetPath = `path("${path.getAttribute("d")}")`;
        line.parentNode.append(dot);
        dot.animate({offsetDistance: ["0%", "100%"]}, {duration: 1100, easing: "ease-in-out"})
          .onfinish = () => dot.remove();
      }
  };
  const tell = () => {
    const step = now();
    said.textContent = steps[step]?.ariaLabel ?? "";
    back.ariaDisabled = String(step <= 0);
    next.ariaDisabled = String(step === steps.length - 1);
  };
  // A high picture of a phone stands in a box within its step.
  const center = () => {
    const box = frames.querySelectorAll(":scope > .captions > .caption")[now()]?.querySelector(".tall");
    if (box) box.scrollTop = Number(box.dataset.middle) * box.scrollHeight - box.clientHeight / 2;
  };
  const show = () => {
    tell();
    center();
    for (const dot of frames.querySelectorAll(".pulse")) dot.remove();
    const view = picture();
    if (!view) return;
    follow(view);
    if (!still.matches) pulse(view);
  };
  const choose = step => {
    if (!steps[step]) return;
    steps[step].checked = true;
    show();
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.ariaPressed = "false";
  };
  const turn = by => {
    stop();
    choose(Math.max(0, now() + by));
  };
  back.onclick = () => turn(-1);
  next.onclick = () => turn(1);
  play.onclick = () => {
    if (timer) { stop(); return; }
    const advance = () => {
      choose((now() + 1) % steps.length);
      if (now() === steps.length - 1) stop();
    };
    play.ariaPressed = "true";
    timer = setInterval(advance, 2000);
    advance();
  };
  for (const step of steps) step.onchange = () => { stop(); show(); };
  tell();
  center();
  return {frames, steps, turn, choose};
};

const walks = [...document.querySelectorAll(".frames:has(> .transport)")].map(walkOf);
// The keys are a bar's and its figure's, and where nothing else has them, the figure's in the middle.
addEventListener("keydown", event => {
  const by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  const from = event.target.closest(".transport, .view");
  const middle = walk => {
    const box = walk.frames.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0 ? Math.abs(box.top + box.bottom - innerHeight) : Infinity;
  };
  const walk = from ? walks.find(walk => walk.frames.contains(from))
    : event.target === document.body
      ? walks.filter(walk => middle(walk) < Infinity).sort((a, b) => middle(a) - middle(b))[0] : null;
  if (!walk) return;
  event.preventDefault();
  walk.turn(by);
});
// A node of a figure leads to the button of its step: choose it.
addEventListener("hashchange", () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const walk = walks.find(walk => walk.steps.includes(place));
  walk?.choose(walk.steps.indexOf(place));
});
