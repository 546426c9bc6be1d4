// One comment: who looks at it is seen, keys work, and it is decided in place.
// Without scripts the same forms do the same by loading pages.
import { hold, leave } from "./claims.js";
import { followKeys } from "./keys.js";
import { isPreview, preview, tendForms } from "./letters.js";
import { say, send, suggestRest, takingBack } from "./sending.js";

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
  const fields = new FormData(form, button);
  decision.inert = true;
  const answer = await send(form, fields);
  decision.inert = false;
  if (!answer) return say(decision.dataset.lost);
  if (!answer.ok) return say(answer.said, ...(answer.status === 409 ? [onward()] : []));
  leave();
  card.dataset.version = answer.version;
  document.getElementById("fate").replaceChildren();
  decision.replaceChildren(...back(answer.version));
  say(answer.said, ...back(answer.version));
  decision.querySelector("a").focus();
  suggestRest(answer.rest);
}

function back(version) {
  return [...takingBack(card.dataset.comment, version), onward()];
}

function onward() {
  return document.getElementById("onward").content.firstElementChild.cloneNode(true);
}
