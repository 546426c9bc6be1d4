// While a comment is open, others see who looks at it; who looks sees whether it changed.

const RENEW_MS = 120_000; // a claim lasts five minutes

let held = null;

/** Claim the comment of a form to decide, in place of the one before. */
export function hold(form) {
  leave();
  held = form;
  renew();
}

/** Give it back, as when it is decided. */
export function leave() {
  if (held?.isConnected) navigator.sendBeacon(held.dataset.claims, fields(held, { leave: "1" }));
  held = null;
}

function fields(form, more) {
  const found = new FormData();
  for (const name of ["csrf_token", "looked_at", "id", "version"]) found.set(name, form.elements[name].value);
  for (const [name, value] of Object.entries(more)) found.set(name, value);
  return found;
}

async function renew() {
  const form = held;
  if (!form || document.hidden) return;
  const answer = await fetch(form.dataset.claims, {
    method: "POST", body: fields(form, {}), headers: { Accept: "application/json" },
  }).catch(() => null);
  if (answer?.ok && held === form) look(form.closest("[data-comment]"), (await answer.json()).said);
}

function look(card, said) {
  let place = card.querySelector(".looking");
  if (!place) {
    place = document.createElement("p");
    place.className = "looking notice";
    place.setAttribute("role", "status");
    card.prepend(place);
  }
  if (place.textContent !== said) place.textContent = said;
  place.hidden = !said;
}

setInterval(renew, RENEW_MS);
document.addEventListener("visibilitychange", renew);
addEventListener("pagehide", leave);
