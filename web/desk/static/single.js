// One by one: the next comment is loaded while this one is read, and shown at once when
// it is decided. What is sent goes on beside; if it fails, the page says so.
import { hold } from "./claims.js";
import { followKeys } from "./keys.js";
import { isPreview, preview, tendForms } from "./letters.js";
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
  const fields = new FormData(form, event.submitter);
  goOn();
  fetch(form.getAttribute("action"), { method: "POST", body: fields, headers: { Accept: "application/json" }, keepalive: true })
    .then(async (answer) => {
      const told = await answer.json();
      if (told.sign_in) return location.assign(told.sign_in); // the form is kept there
      say(told.said ?? told.detail, fields.get("id"), answer.ok ? told : null);
    })
    .catch(() => say(cards().dataset.lost, fields.get("id"), null));
});

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

function say(text, id, decided) {
  const box = document.getElementById("said");
  const told = document.createElement("div");
  told.className = decided ? "flash done" : "flash notice";
  told.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = text;
  told.append(words);
  const undo = document.getElementById("undo-form");
  if (!decided) told.append(" ", linkTo(id));
  if (decided && undo) {
    const back = undo.content.firstElementChild.cloneNode(true);
    back.querySelector("[name=id]").value = id;
    back.querySelector("[name=version]").value = decided.version;
    back.querySelector("[name=then]").value = location.pathname + location.search;
    told.append(back);
  }
  box.replaceChildren(told);
}
