// What comes meanwhile is counted and offered; the list itself never moves by it.

export function tellNews(bar) {
  if (!bar) return;
  const stream = new EventSource(bar.dataset.live);
  stream.addEventListener("counts", (event) => {
    const told = JSON.parse(event.data);
    document.getElementById("waiting").textContent = told.waiting;
    document.getElementById("new").textContent = told.new;
    bar.hidden = told.new === 0;
  });
  addEventListener("pagehide", () => stream.close());
}
