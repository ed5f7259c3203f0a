// A script of its own: writing the note on a practice.
import { Note } from "../shared/note";
import pair from "../shared/pair.css";
import sheet from "./part-note.css";
import { offer } from "./with-part";

offer("note", { Note, sheet: pair + sheet });
