// A script of its own: practices from the shortlist, with their notes (step 3).
import { Practices } from "./practices";
import sheet from "./part-practices.css";
import { offer } from "./with-part";

offer("practices", { Practices, sheet });
