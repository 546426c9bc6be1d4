// Forms are sent beside the page, and what comes of it is told on the page.

const UNDO_MS = 10_000; // so long what was told can be taken back where it was told

/**
 * Send a form; `null` where nothing answers. Whose session has ended goes to sign in,
 * where the form is kept, and this never comes back.
 */
export async function send(form, fields, options = {}) {
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST", body: fields, headers: { Accept: "application/json" }, ...options,
    });
    const told = await answer.json();
    if (told.sign_in) {
      location.assign(told.sign_in);
      return await new Promise(() => {});
    }
    return { ok: answer.ok, status: answer.status, said: told.said ?? told.detail, version: told.version, rest: told.rest };
  } catch {
    return null;
  }
}

/** A form that takes back what was done last to a comment; nothing later can be. */
export function takingBack(id, version) {
  const found = document.getElementById("undo-form");
  if (!found || !version) return [];
  const form = found.content.firstElementChild.cloneNode(true);
  form.elements.id.value = id;
  form.elements.version.value = version;
  form.elements.then.value = location.pathname + location.search;
  return [form];
}

/** Tell something at the top of the page, with what may be done about it. */
export function say(words, ...more) {
  const told = document.createElement("div");
  const span = document.createElement("span");
  span.textContent = words;
  told.append(span, ...more);
  const undo = told.querySelector("form");
  told.className = undo ? "flash done" : "flash notice";
  told.setAttribute("role", "status");
  document.getElementById("said").replaceChildren(told);
  if (undo) setTimeout(() => undo.remove(), UNDO_MS);
}

/** Suggest the break that an answer brings, in the words that a page has for it. */
export function suggestRest(rest) {
  if (!rest || document.getElementById("rest")) return;
  document.getElementById("said").insertAdjacentHTML("afterend", rest);
  document.getElementById("rest").querySelector("form").elements.then.value = location.pathname + location.search;
}
