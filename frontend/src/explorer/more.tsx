// What the explorer loads on first use: reading, shortlist, comparison, suggestion, taking away.
export { Compare } from "./compare";
export { Findings } from "./findings";
export { Reading } from "./reading";
export { ShortlistView } from "./shortlist-view";
export { Suggest } from "./suggest";
export { TakeListPanel } from "./take-list-panel";
