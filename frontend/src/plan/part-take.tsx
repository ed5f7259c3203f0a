// A script of its own: taking the plan away, and deleting it.
import { TakePlan } from "./take-plan";
import { Taking } from "./taking";
import { offer } from "./with-part";

offer("take", { TakePlan, Taking });
