// The map's second script: a city, reading, table, filters, territory, taking away; loaded on first use.
import { Filters } from "./filters";
import { Findings } from "./findings";
import { Group } from "./group";
import type { More } from "./more-types";
import { Panel } from "./panel";
import { Reading } from "./reading";
import { PlaceTable } from "./table";
import { TakeAway } from "./take";
import { MyTerritory } from "./territory";

const more: More = { Filters, Findings, Group, MyTerritory, Panel, PlaceTable, Reading, TakeAway };
(window as unknown as { HrlRightsMap: { more?: More } }).HrlRightsMap.more = more;
