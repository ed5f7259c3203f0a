// The plan's second script: practices, overview, taking away; loaded on first use.
import type { More } from "./more-types";
import { Overview } from "./overview";
import { Practices } from "./practices";
import { TakePlan } from "./take-plan";

const more: More = { Overview, Practices, TakePlan };
(window as unknown as { HrlActionPlan: { more?: More } }).HrlActionPlan.more = more;
