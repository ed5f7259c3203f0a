// A script of its own: what is needed once the learner acts. Sending, what exactly went wrong, and the question about what
// only this browser has.
import { provide } from "../saving";
import { tryAgain } from "./again";
import { sweep } from "./entries";
import { failure } from "./failures";
import { sendingOf } from "./sending";
import { bringBack, sendChanges } from "./shortlist";
import { edited, learn, reconcile, replace, resolve, save } from "./value";

sweep();
provide({ failure, tryAgain, sendingOf, edited, save, resolve, learn, replace, reconcile, sendChanges, bringBack });
