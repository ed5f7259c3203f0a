// A script of its own: the whole plan.
import { Overview } from "./overview";
import sheet from "./part-overview.css";
import { offer } from "./with-part";

offer("overview", { Overview, sheet });
