// A band is drawn with the pointer over the dots; the sliders do the same by keyboard.

document.documentElement.classList.add("scripted");
const whole = document.querySelector("main");
let begun = null;

const at = (svg, event) => {
  const box = svg.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
};

function set(low, high) {
  for (const [id, value] of [["low", low], ["high", high]]) {
    const input = document.getElementById(id);
    input.value = value.toFixed(2);
    input.nextElementSibling.value = input.value;
  }
  const svg = document.getElementById("dots");
  const chosen = svg.querySelector(".chosen");
  const width = svg.viewBox.baseVal.width;
  chosen.setAttribute("x", low * width);
  chosen.setAttribute("width", (high - low) * width);
}

whole.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest("#dots");
  if (!svg) return;
  begun = { svg, from: at(svg, event) };
  svg.setPointerCapture(event.pointerId);
});
whole.addEventListener("pointermove", (event) => {
  if (!begun) return;
  const now = at(begun.svg, event);
  set(Math.min(begun.from, now), Math.max(begun.from, now));
});
whole.addEventListener("pointerup", () => {
  if (!begun) return;
  begun = null;
  document.getElementById("low").dispatchEvent(new Event("change", { bubbles: true }));
});
whole.addEventListener("input", (event) => {
  if (!event.target.matches("#low, #high")) return;
  const [low, high] = ["low", "high"].map((id) => Number(document.getElementById(id).value));
  if (event.target.id === "low") set(low, Math.max(low, high));
  else set(Math.min(low, high), high);
});
