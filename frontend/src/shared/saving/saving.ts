// What is needed once the learner acts: sending, what exactly went wrong, and the question about what only this browser
// has.
import { sweep } from "./entries";

export { tryAgain } from "./again";
export { failure } from "./failures";
export { sendingOf } from "./sending";
export { bringBack, sendChanges } from "./shortlist";
export { edited, learn, reconcile, replace, resolve, save } from "./value";

sweep();
