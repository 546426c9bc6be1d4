// A comment that is decided blind: keys do what the buttons do, by loading the next page.
import { followKeys } from "./keys.js";

followKeys(document.querySelector("main"));
