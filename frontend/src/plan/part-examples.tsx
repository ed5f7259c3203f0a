// A script of its own: the examples of a step, for when they are asked for.
import { Examples } from "./examples";
import pair from "../shared/pair.css";
import sheet from "./part-examples.css";
import { offer } from "./with-part";

offer("examples", { Examples, sheet: pair + sheet });
