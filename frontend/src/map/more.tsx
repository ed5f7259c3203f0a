// What the map loads on first use: a city, reading, table, filters, territory, taking away.
import browse from "../shared/browse.css";
import pair from "../shared/pair.css";
import css from "./more.css";

export { Filters } from "./filters";
export { Findings } from "./findings";
export { Group } from "./group";
export { Panel } from "./panel";
export { Reading } from "./reading";
export { PlaceTable } from "./table";
export { TakeAway } from "./take";
export { MyTerritory } from "./territory";
export const sheet = browse + pair + css;
