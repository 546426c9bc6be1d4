// One by one: the next comment is loaded while this one is read, and shown at once when
// it is decided. What is sent goes on beside; if it fails, the page says so.
import { hold } from "./claims.js";
import { followKeys } from "./keys.js";
import { isPreview, preview, tendForms } from "./letters.js";
import { say, send, suggestRest, takingBack } from "./sending.js";
import { swipe } from "./swiping.js";

document.documentElement.classList.add("scripted");
const place = document.querySelector("main");
let ahead = null;

const cards = () => document.getElementById("cards");
followKeys(cards);
swipe(place);
tendForms(place);
begin();

function begin() {
  const card = cards().querySelector("[data-comment]");
  card?.focus({ preventScroll: true });
  const form = card?.querySelector("form[data-claims]");
  if (form) hold(form);
  const next = document.getElementById("single").dataset.next;
  ahead = next ? { address: next, page: load(next) } : null;
}

async function load(address) {
  const answer = await fetch(`${address}&ahead=1`); // not claimed before its turn
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("single");
}

async function goOn() {
  if (!ahead) return location.reload();
  const { address, page } = ahead;
  const found = await page.catch(() => null);
  if (!found) return location.assign(address);
  document.getElementById("single").replaceWith(document.adoptNode(found));
  history.replaceState(null, "", address);
  scrollTo(0, 0);
  begin();
}

place.addEventListener("submit", (event) => {
  const form = event.target.closest("form[action$='/decide']");
  if (!form) return;
  event.preventDefault();
  if (isPreview(event)) return preview(form, false);
  decide(form, new FormData(form, event.submitter));
});

async function decide(form, fields) {
  goOn();
  const answer = await send(form, fields, { keepalive: true });
  const id = fields.get("id");
  if (!answer) return say(cards().dataset.lost, " ", linkTo(id));
  if (!answer.ok) return say(answer.said, " ", linkTo(id));
  say(answer.said, ...takingBack(id, answer.version));
  suggestRest(answer.rest);
}

place.addEventListener("click", (event) => {
  if (!event.target.closest("#next")) return;
  event.preventDefault();
  goOn();
});

function linkTo(id) {
  const link = document.createElement("a");
  link.href = `/comments/${encodeURIComponent(id)}`;
  link.textContent = id;
  return link;
}
