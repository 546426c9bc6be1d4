// Choosing many: with shift all in between, and how many it is.

export function chooseMany(cards) {
  const bar = document.querySelector(".many");
  if (!bar || !document.getElementById("all")) return;
  const all = document.getElementById("all");
  const count = document.getElementById("chosen-count");
  let last = null;
  const boxes = () => [...cards.querySelectorAll("input[name=key]")];
  const tell = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    count.textContent = all.checked ? all.dataset.all : chosen;
    bar.classList.toggle("used", chosen > 0 || all.checked);
  };
  cards.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=key]");
    if (!box) return;
    const list = boxes();
    if (event.shiftKey && last) {
      const [from, to] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
      for (const each of list.slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
    tell();
  });
  all.addEventListener("change", tell);
  tell();
}
