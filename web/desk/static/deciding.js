// Deciding without leaving the page: the card folds at once, and opens again if the
// server says that somebody else came first, or cannot be reached.
import { open, show } from "./keys.js";
import { isPreview, preview } from "./letters.js";
import { send, suggestRest, takingBack } from "./sending.js";

export function decideInPlace(cards) {
  cards.addEventListener("submit", (event) => {
    const form = event.target.closest("form[action$='/decide'], form[action$='/undo']");
    const card = form?.closest("[data-comment]");
    if (!card) return;
    event.preventDefault();
    if (isPreview(event)) return preview(form, false);
    decide(cards, card, form, event.submitter);
  });
}

async function decide(cards, card, form, button) {
  const fields = new FormData(form, button);
  const undoing = form.matches("[action$='/undo']");
  const had = document.activeElement && card.contains(document.activeElement);
  card.classList.add("going");
  if (!undoing && had) show(after(cards, card) ?? card);
  const answer = await send(form, fields);
  card.classList.remove("going");
  if (!answer) return warn(card, cards.dataset.lost);
  if (undoing && answer.ok) return location.reload();
  if (!answer.ok && answer.status !== 409) return warn(card, answer.said);
  fold(card, answer.said, answer.ok ? answer.version : null);
  suggestRest(answer.rest);
  if (open(cards).length === 0) document.getElementById("next")?.click() ?? location.reload();
}

function after(cards, card) {
  const all = open(cards).filter((each) => !each.classList.contains("going"));
  return all.find((each) => card.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all.at(-1);
}

function fold(card, said, version) {
  card.classList.add("done");
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  told.textContent = said;
  // The key takes back what was done last; the buttons stay for what was before.
  for (const earlier of document.querySelectorAll(".done [data-key=u]")) delete earlier.dataset.key;
  card.replaceChildren(told, ...takingBack(card.dataset.comment, version));
}

function warn(card, text) {
  let told = card.querySelector(":scope > .notice");
  if (!told) {
    told = document.createElement("p");
    told.className = "flash notice";
    told.setAttribute("role", "alert");
    card.prepend(told);
  }
  told.textContent = text;
}
