// Reading a comment: why its words are marked, and the text that is hidden at first.
// Everything here is on the page without a script too: the reasons stand beneath the
// text, and what is hidden opens by a click.

const MARK = "mark[aria-describedby]";
const ACTIVE = "a, button, input, select, textarea, summary, [contenteditable]";
const LINGERS = 150; // milliseconds, so that the pointer can move onto the tooltip

const told = document.createElement("div");
told.className = "told";
told.setAttribute("role", "tooltip");
told.hidden = true;
let shownFor = null;
let leaving = 0;

/** Show next to a mark which rules or attributes mark it, and how much. */
export function tell(mark) {
  clearTimeout(leaving);
  if (shownFor === mark) return;
  const lines = mark.getAttribute("aria-describedby").trim().split(/\s+/)
    .map((id) => document.getElementById(id)).filter(Boolean)
    .map((reason) => {
      const line = document.createElement("p");
      line.dir = "auto";
      line.textContent = reason.textContent; // text, whatever it is
      return line;
    });
  if (!lines.length) return;
  told.replaceChildren(...lines);
  told.hidden = false;
  shownFor = mark;
  place(mark);
}

/** Hide it again. */
export function hush() {
  clearTimeout(leaving);
  told.hidden = true;
  shownFor = null;
}

/** The comment that is being looked at: in focus, chosen, or the first in view. */
export function current() {
  const within = document.activeElement?.closest("article");
  if (within) return within;
  const chosen = document.querySelector("article[aria-current='true']");
  if (chosen) return chosen;
  return [...document.querySelectorAll("article")].find((article) => {
    const box = article.getBoundingClientRect();
    return box.bottom > 80 && box.top < innerHeight && article.querySelector(".text");
  });
}

/** Go to the next mark of a comment, and after the last to the first. */
export function nextMark(article) {
  const marks = [...article.querySelectorAll(MARK)].filter((mark) => mark.getClientRects().length);
  if (!marks.length) return false;
  marks[(marks.indexOf(document.activeElement) + 1) % marks.length].focus();
  return true;
}

/** Show a comment's hidden text, or hide it again; false where none is. */
export function reveal(article) {
  const spared = article.querySelector("details.spared");
  if (!spared) return false;
  spared.open = !spared.open;
  return true;
}

function place(mark) {
  // In the line that was pointed at: a mark may run over several.
  const box = mark.getClientRects()[0];
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - told.offsetWidth - 8));
  const above = box.top - told.offsetHeight - 6;
  const fits = box.bottom + 6 + told.offsetHeight < innerHeight;
  const from = (told.offsetParent ?? document.documentElement).getBoundingClientRect();
  told.style.left = `${left - from.left}px`;
  told.style.top = `${(fits || above < 0 ? box.bottom + 6 : above) - from.top}px`;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (document.activeElement !== shownFor) hush();
  }, LINGERS);
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && shownFor) return hush();
  if (event.target.closest?.(ACTIVE)) return;
  const article = current();
  if (!article) return;
  if (event.key === "i" && nextMark(article)) event.preventDefault();
  // Where there is a list of keys, space presses what is marked with it, as other keys do.
  const listed = document.getElementById("keys");
  if (event.key === " " && !listed && !event.shiftKey && reveal(article)) event.preventDefault();
}

(document.querySelector("main") ?? document.body).append(told);
document.addEventListener("keydown", pressed);
document.addEventListener("mouseover", (event) => {
  const mark = event.target.closest?.(MARK);
  if (mark) tell(mark);
  else if (told.contains(event.target)) clearTimeout(leaving);
  else if (shownFor) leave();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(MARK)) tell(event.target);
  else if (shownFor) hush();
});
document.addEventListener("focusout", (event) => {
  if (event.target === shownFor) leave();
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(MARK); // a tap
  if (mark) tell(mark);
  else if (!told.contains(event.target)) hush();
});
// Inside of a box that scrolls, the mark moves away from under its tooltip.
document.addEventListener("scroll", (event) => {
  if (event.target !== document && event.target !== told && shownFor) hush();
}, true);
