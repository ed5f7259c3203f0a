// A script of its own, for when two pages wrote different answers.
import { Conflict } from "../shared/conflict";
import { Choice } from "./choice";
import { offer } from "./with-part";

offer("conflict", { Choice, Conflict });
