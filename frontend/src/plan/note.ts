// Writing the note on a practice.
import pair from "../shared/pair.css";
import own from "./note.css";

export { Note } from "../shared/note";
export const sheet = pair + own;
