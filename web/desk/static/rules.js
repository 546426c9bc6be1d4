// The editor of rules: line numbers follow the text, and it is checked while one writes.
// Without this script the button "Check" does the same.

const form = document.getElementById("editor");
const text = document.getElementById("text");
const gutter = document.getElementById("gutter");
const problems = document.getElementById("problems");
const REST = 500; // milliseconds without a key after which it is checked
const LARGE = 300_000; // characters of a list that is checked by the button alone

let waiting = 0;
let asked = 0;

function number() {
  if (!gutter) return;
  const lines = text.value.split("\n").length;
  while (gutter.childElementCount > lines) gutter.lastElementChild.remove();
  for (let n = gutter.childElementCount + 1; n <= lines; n += 1) {
    const line = document.createElement("span");
    line.id = `L${n}`;
    line.textContent = String(n);
    gutter.append(line);
  }
  text.rows = lines + 1;
}

function widen() {
  const longest = text.value.split("\n").reduce((most, line) => Math.max(most, line.length), 0);
  text.cols = Math.min(Math.max(longest + 2, 80), 240);
}

function mark() {
  if (!gutter) return;
  for (const line of gutter.querySelectorAll(".bad")) line.classList.remove("bad");
  for (const link of problems.querySelectorAll("a[data-line]")) {
    document.getElementById(`L${link.dataset.line}`)?.classList.add("bad");
  }
}

async function check() {
  asked += 1;
  const mine = asked;
  let told;
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), redirect: "manual" });
    told = answer.ok || answer.status === 422 ? await answer.text() : null;
  } catch {
    told = null;
  }
  if (mine !== asked) return; // more was written meanwhile
  if (told === null) {
    const note = document.createElement("p");
    note.className = "notice flash";
    note.textContent = form.dataset.lost;
    problems.prepend(note);
    return;
  }
  problems.innerHTML = told;
  mark();
}

function soon() {
  clearTimeout(waiting);
  if (text.value.length > LARGE) return;
  waiting = setTimeout(check, REST);
}

// To the place of a problem: characters that are meant are selected.
function go(line, column, length) {
  const lines = text.value.split("\n");
  let begin = 0;
  for (let n = 0; n < Math.min(line, lines.length) - 1; n += 1) begin += lines[n].length + 1;
  // Columns count characters; a text of a page counts halves of some.
  const before = [...(lines[line - 1] ?? "")];
  begin += before.slice(0, column - 1).join("").length;
  const end = begin + before.slice(column - 1, column - 1 + length).join("").length;
  text.focus({ preventScroll: true });
  text.setSelectionRange(begin, Math.max(begin, end));
  document.getElementById(`L${line}`)?.scrollIntoView({ block: "center" });
}

text.addEventListener("input", () => {
  number();
  soon();
});
text.addEventListener("change", widen);
problems.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  if (!link) return;
  event.preventDefault();
  go(Number(link.dataset.line), Number(link.dataset.column), Number(link.dataset.length));
});

const wanted = /^#L(\d+)$/.exec(location.hash);
if (wanted) go(Number(wanted[1]), 1, 0);
