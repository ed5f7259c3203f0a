// A script of its own: the table of actions (step 6).
import { Actions } from "./actions";
import sheet from "./part-actions.css";
import { offer } from "./with-part";

offer("actions", { Actions, sheet });
