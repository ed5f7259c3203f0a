// A script of its own: the name of the learner's territory (step 1).
import { TerritoryName } from "./territory";
import { offer } from "./with-part";

offer("territory", { TerritoryName });
