// In forms to decide: messages to the author are shown as they will read, and what a key
// or a click opens has the focus at once.

/** Tend all forms to decide within an element, also those that come later. */
export function tendForms(root) {
  root.addEventListener("change", (event) => {
    if (event.target.matches("[data-template]")) preview(event.target.form, true);
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-key=r]");
    if (!link) return;
    event.preventDefault();
    link.parentElement.querySelector("[data-key='1']")?.focus();
  });
  root.addEventListener("toggle", ({ target }) => {
    const summary = target.querySelector("summary");
    const by = document.activeElement; // a key may have led to one of the fields already
    if (target.open && target.matches(".decide .more") && root.contains(by) && (by === summary || !target.contains(by)))
      target.querySelector("select, textarea, input")?.focus();
  }, true);
}

/** Whether a form is sent only to see how its message reads. */
export function isPreview(event) {
  return event.submitter?.matches("[data-preview]") ?? false;
}

/** Show how the message will read; `anew` takes the template in place of what is written. */
export async function preview(form, anew) {
  const fields = new FormData(form);
  if (anew) fields.set("message", "");
  const address = form.querySelector("[data-preview]").formAction;
  const answer = await fetch(address, { method: "POST", body: fields, headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const told = await answer.json();
  const place = form.querySelector(".shown");
  form.elements.message.value = told.text;
  place.querySelector("blockquote").textContent = told.message;
  place.hidden = !told.message;
}
