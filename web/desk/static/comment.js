// One comment: who looks at it is seen, keys work, and it is decided in place.
// Without scripts the same forms do the same by loading pages.
import { hold, leave } from "./claims.js";
import { followKeys } from "./keys.js";
import { isPreview, preview, tendForms } from "./letters.js";

const UNDO_MS = 10_000;

const main = document.querySelector("main");
const card = main.querySelector("[data-comment]");
const decision = document.getElementById("decision");

followKeys(main);
tendForms(main);
const open = decision.querySelector("form[data-claims]");
if (open && "waiting" in card.dataset) hold(open);

decision.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-claims]")) return;
  event.preventDefault();
  if (isPreview(event)) preview(event.target, false);
  else decide(event.target, event.submitter);
});

async function decide(form, button) {
  const body = new FormData(form, button);
  decision.inert = true;
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
    answered(answer, await answer.json());
  } catch {
    say(decision.dataset.lost);
  } finally {
    decision.inert = false;
  }
}

function answered(answer, told) {
  if (told.sign_in) return location.assign(told.sign_in);
  if (!answer.ok) return say(told.said ?? told.detail, ...(answer.status === 409 ? [onward()] : []));
  leave();
  card.dataset.version = told.version;
  document.getElementById("fate").replaceChildren();
  decision.replaceChildren(takingBack(told.version));
  say(told.said, takingBack(told.version));
  decision.querySelector("a").focus();
  setTimeout(() => document.querySelector("#said form")?.remove(), UNDO_MS);
}

function takingBack(version) {
  const made = document.getElementById("taking-back").content.cloneNode(true);
  made.querySelector("[name=version]").value = version;
  return made;
}

function onward() {
  return takingBack(0).querySelector("p");
}

function say(words, ...more) {
  const told = document.createElement("div");
  const span = document.createElement("span");
  span.textContent = words;
  told.append(span, ...more);
  told.className = told.querySelector("form") ? "flash done" : "flash notice";
  told.setAttribute("role", "status");
  document.getElementById("said").replaceChildren(told);
}
