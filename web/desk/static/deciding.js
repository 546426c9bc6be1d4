// Deciding without leaving the page: the card folds at once, and opens again if the
// server says that somebody else came first, or cannot be reached.
import { open, show } from "./keys.js";
import { isPreview, preview } from "./letters.js";

export function decideInPlace(cards) {
  cards.addEventListener("submit", (event) => {
    const form = event.target.closest("form[action$='/decide'], form[action$='/undo']");
    const card = form?.closest("[data-comment]");
    if (!card) return;
    event.preventDefault();
    if (isPreview(event)) return preview(form, false);
    send(cards, card, form, event.submitter);
  });
}

async function send(cards, card, form, button) {
  const fields = new FormData(form, button);
  const undoing = form.matches("[action$='/undo']");
  const had = document.activeElement && card.contains(document.activeElement);
  card.classList.add("going");
  if (!undoing && had) show(after(cards, card) ?? card);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: fields, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.sign_in) return location.assign(told.sign_in); // the form is kept there
    card.classList.remove("going");
    if (undoing && answer.ok) return location.reload();
    if (!answer.ok && answer.status !== 409) return say(card, told.said ?? told.detail);
    fold(card, told.said ?? told.detail, answer.ok ? told.version : null);
    if (open(cards).length === 0) document.getElementById("next")?.click() ?? location.reload();
  } catch {
    card.classList.remove("going");
    say(card, cards.dataset.lost);
  }
}

function after(cards, card) {
  const all = open(cards).filter((each) => !each.classList.contains("going"));
  return all.find((each) => card.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all.at(-1);
}

// With the version that a decision made, it can be taken back; nothing later can.
function fold(card, said, version) {
  const undo = document.getElementById("undo-form");
  card.classList.add("done");
  card.replaceChildren();
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  told.textContent = said;
  card.append(told);
  if (!version || !undo) return;
  // The key takes back what was done last; the buttons stay for what was before.
  for (const earlier of document.querySelectorAll(".done [data-key=u]")) delete earlier.dataset.key;
  const back = undo.content.firstElementChild.cloneNode(true);
  back.querySelector("[name=id]").value = card.dataset.comment;
  back.querySelector("[name=version]").value = version;
  card.append(back);
}

function say(card, text) {
  let told = card.querySelector(":scope > .notice");
  if (!told) {
    told = document.createElement("p");
    told.className = "flash notice";
    told.setAttribute("role", "alert");
    card.prepend(told);
  }
  told.textContent = text;
}

