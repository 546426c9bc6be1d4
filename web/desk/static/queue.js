// The queue with scripts: keys, deciding in place, choosing many, and what is new.
import { followKeys } from "./keys.js";
import { decideInPlace } from "./deciding.js";
import { chooseMany } from "./choosing.js";
import { tellNews } from "./news.js";
import { tendForms } from "./letters.js";
import { swipe } from "./swiping.js";

document.documentElement.classList.add("scripted");
const cards = document.getElementById("cards");
followKeys(cards);
decideInPlace(cards);
tendForms(cards);
chooseMany(cards);
tellNews(document.getElementById("news"));
swipe(cards);
document.getElementById("filters").addEventListener("formdata", ({ formData }) => {
  // An address to share says what is asked for, not what is left open.
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".folds").open = false;
