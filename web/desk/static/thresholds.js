// Sliders beside the numbers: the lines move, and what they mean is read from the table
// behind the chart. Without this script the button shows the same.

const form = document.getElementById("choose");
const WIDTH = 600; // units of the chart

function show(name, value) {
  for (const line of document.querySelectorAll(`[data-line="${name}"]`)) {
    const x = value === "" ? -100 : WIDTH * Number(value);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  }
  const row = value === "" ? null : document.querySelector(`#points [data-at="${Number(value).toFixed(2)}"]`);
  for (const part of ["decided", "rejected", "precision", "held", "day"]) {
    const cell = document.querySelector(`[data-told="${name}-${part}"]`);
    if (!cell) continue;
    cell.replaceChildren(...(row ? [...row.querySelector(`[data-told="row-${part}"]`).childNodes].map((node) => node.cloneNode(true)) : ["–"]));
  }
}

for (const slider of form.querySelectorAll("[data-for]")) {
  const number = document.getElementById(slider.dataset.for);
  slider.hidden = false;
  slider.addEventListener("input", () => {
    number.value = slider.value;
    show(number.name, number.value);
  });
  number.addEventListener("input", () => {
    if (!number.validity.valid) return;
    if (number.value !== "") slider.value = number.value;
    show(number.name, number.value);
  });
}
