// On a phone: a card is swept to one side to approve it, to the other to reject it.

const FAR = 110; // CSS pixels: further than a thumb slips by chance

export function swipe(cards) {
  let begun = null;
  cards.addEventListener("touchstart", (event) => {
    const card = event.target.closest("[data-comment]:not(.done)");
    const touch = event.touches[0];
    begun = card && event.touches.length === 1 ? { card, x: touch.clientX, y: touch.clientY } : null;
  }, { passive: true });
  cards.addEventListener("touchmove", (event) => {
    if (!begun) return;
    const [dx, dy] = moved(begun, event.touches[0]);
    if (Math.abs(dy) > 40 && Math.abs(dy) > Math.abs(dx)) return drop(begun.card), (begun = null);
    if (Math.abs(dx) > 20) begun.card.style.translate = `${dx}px`;
  }, { passive: true });
  cards.addEventListener("touchend", (event) => {
    if (!begun) return;
    const { card } = begun;
    const [dx] = moved(begun, event.changedTouches[0]);
    begun = null;
    drop(card);
    if (Math.abs(dx) < FAR) return;
    const onwards = dx > 0 === (document.documentElement.dir !== "rtl");
    card.querySelector(`[data-key="${onwards ? "a" : "r"}"]`)?.click();
  });
  cards.addEventListener("touchcancel", () => begun && drop(begun.card));
}

function moved(begun, touch) {
  return [touch.clientX - begun.x, touch.clientY - begun.y];
}

function drop(card) {
  card.style.translate = "";
}
