// The explorer's second script: reading, shortlist, comparison, suggestion, taking away; loaded on first use.
import { Compare } from "./compare";
import { Findings } from "./findings";
import type { More } from "./more-types";
import { Reading } from "./reading";
import { ShortlistView } from "./shortlist-view";
import { Suggest } from "./suggest";
import { TakeListPanel } from "./take-list-panel";

const more: More = { Compare, Findings, Reading, ShortlistView, Suggest, TakeListPanel };
(window as unknown as { HrlPracticeExplorer: { more?: More } }).HrlPracticeExplorer.more = more;
