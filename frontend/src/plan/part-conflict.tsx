// A script of its own, for when two pages wrote different answers.
import { Conflict } from "../shared/conflict";
import sheet from "../shared/pair.css";
import { Choice } from "./choice";
import { offer } from "./with-part";

offer("conflict", { Choice, Conflict, sheet });
