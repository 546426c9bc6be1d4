// One key for each thing: whatever a key does, an element with data-key does by a click.

// What these do is done to a comment: only to the one that has the focus.
const DECIDES = /^[arde1-9]$/;

const IN_INPUTS = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export function followKeys(cards) {
  const found = () => (typeof cards === "function" ? cards() : cards);
  const dialog = document.getElementById("keys");
  const button = document.getElementById("show-keys");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(IN_INPUTS)) {
      if (event.key === "Escape") leave(event.target);
      return;
    }
    if (dialog.open) return;
    if (event.repeat && !"jk".includes(event.key)) return event.preventDefault();
    if (event.key === "?") dialog.showModal();
    else if (event.key === "j" || event.key === "k") go(found(), event.key);
    else if (!press(found(), event)) return;
    event.preventDefault();
  });
}

// Out of a field, back to the comment that it is about.
function leave(field) {
  field.blur();
  field.closest("[data-comment]")?.focus({ preventScroll: true });
}

export function current(cards) {
  const focused = document.activeElement?.closest("[data-comment]");
  return focused && cards.contains(focused) ? focused : null;
}

export function open(cards) {
  return [...cards.querySelectorAll("[data-comment]:not(.done)")];
}

export function show(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

export function move(cards, step) {
  const all = open(cards);
  const now = current(cards);
  if (!now) return show(all[0]);
  const later = (card) => now.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = step > 0 ? all.find(later) : all.reverse().find((card) => card !== now && !later(card));
  show(next ?? now);
}

function go(cards, key) {
  const link = find(document, key); // where there is one comment alone
  if (link) link.click();
  else move(cards, key === "j" ? 1 : -1);
}

function press(cards, event) {
  const key = event.key === " " ? "space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // A button or link that has the focus keeps space and enter for itself.
  if (key === "space" && event.target.closest("button, a, summary, input")) return false;
  const card = current(cards) ?? inSight(cards);
  const isMeant = card === current(cards) || open(cards).length === 1;
  if (DECIDES.test(key) && card && !isMeant) {
    show(card); // the first press says which one is meant
    return true;
  }
  const found = find(card, key) ?? find(document, key);
  if (!found) return false;
  const folded = found.closest("details:not([open])");
  if (folded && !found.matches("summary")) folded.open = true;
  if (found.matches(IN_INPUTS)) found.focus();
  else found.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
  return true;
}

function inSight(cards) {
  const all = open(cards);
  return all.find((card) => card.getBoundingClientRect().bottom > 0) ?? all[0];
}

function find(within, key) {
  if (!within) return null;
  const all = within.querySelectorAll(`[data-key="${CSS.escape(key)}"]`);
  return [...all].find((each) => within !== document || !each.closest("[data-comment]:not(.done)")) ?? null;
}
