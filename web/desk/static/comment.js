// One comment: says that somebody looks at it, decides in place, previews messages.
// Without it the same forms do the same by loading pages.

const RENEW_MS = 120_000; // a claim lasts five minutes
const UNDO_MS = 10_000;

const card = document.querySelector("article[data-comment]");
const token = document.querySelector("input[name=csrf_token]")?.value;

function fields(more) {
  const form = new FormData();
  form.set("csrf_token", token);
  form.set("id", card.dataset.comment);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

async function ask(address, body) {
  const answer = await fetch(address, {
    method: "POST", body, headers: { Accept: "application/json" },
  });
  const type = answer.headers.get("Content-Type") ?? "";
  const told = type.includes("json") ? await answer.json() : {};
  return { ok: answer.ok, status: answer.status, told };
}

// Who looks

async function claim() {
  if (document.hidden || !("waiting" in card.dataset)) return;
  const { ok, told } = await ask(card.dataset.claims, fields({}));
  if (!ok) return;
  look(told.said);
  if (told.version > Number(card.dataset.version)) {
    delete card.dataset.waiting;
    look(card.dataset.changed);
  }
}

function look(said) {
  const place = card.querySelector(".looking");
  if (place.textContent !== said) place.textContent = said;
  place.hidden = !said;
}

function leave() {
  if ("waiting" in card.dataset)
    navigator.sendBeacon(card.dataset.claims, fields({ leave: "1" }));
}

// What is decided

function say(words, kind, ...more) {
  const flash = document.createElement("div");
  flash.className = `flash ${kind}`;
  flash.setAttribute("role", "status");
  const span = document.createElement("span");
  span.textContent = words;
  flash.append(span, ...more);
  document.getElementById("said").replaceChildren(flash);
}

async function decide(event) {
  const form = event.target;
  if (event.submitter?.formAction.endsWith("/preview")) return preview(event);
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const buttons = form.querySelectorAll("button:not([hidden])");
  for (const button of buttons) button.disabled = true;
  try {
    answered(await ask(form.action, body));
  } catch {
    form.submit.call(copied(form, body)); // no answer: the browser tries, and tells
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

function answered({ ok, told }) {
  if (told.sign_in) return location.assign(told.sign_in);
  if (!ok) return say(told.said ?? "", "notice");
  delete card.dataset.waiting;
  card.dataset.version = told.version;
  say(told.said, "done", taking_back(told.version));
  const place = document.getElementById("decision");
  place.replaceChildren(taking_back(told.version, "#taking-back"));
  document.getElementById("fate").replaceChildren();
  setTimeout(() => document.querySelector("#said form")?.remove(), UNDO_MS);
  place.querySelector("button")?.focus();
}

function taking_back(version) {
  const made = document.getElementById("taking-back").content.cloneNode(true);
  for (const input of made.querySelectorAll("input[name=version]")) input.value = version;
  return made;
}

function copied(form, body) {
  const copy = document.createElement("form");
  copy.method = "post";
  copy.action = form.action;
  for (const [name, value] of body) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    copy.append(input);
  }
  document.body.append(copy);
  return copy;
}

// Messages to the author

async function preview(event) {
  event.preventDefault();
  const form = event.target.closest("form");
  const place = form.querySelector(".shown");
  const body = new FormData(form);
  if (event.type === "change" && event.target.name === "template") body.set("message", "");
  const { ok, told } = await ask(form.querySelector("[data-preview]").formAction, body);
  if (!ok) return say(told.said ?? "", "notice");
  form.elements.message.value = told.text;
  place.querySelector("blockquote").textContent = told.message;
  place.hidden = !told.message;
}

if (card) {
  setInterval(claim, RENEW_MS);
  document.addEventListener("visibilitychange", claim);
  addEventListener("pagehide", leave);
  for (const form of document.querySelectorAll("form[data-decide]")) {
    form.addEventListener("submit", decide);
    form.querySelector("[data-template]")?.addEventListener("change", preview);
    form.querySelector("[data-key=r]")?.addEventListener("click", (event) => {
      event.preventDefault();
      form.querySelector("[data-key='1']")?.focus();
    });
    form.querySelector(".more")?.addEventListener("toggle", (event) => {
      if (event.target.open) event.target.querySelector("select, textarea, input")?.focus();
    });
  }
}
