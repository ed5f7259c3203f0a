// What the answer to each handler must look like, for all blocks. Whatever else comes back, with whatever status, is no
// answer of ours: nothing is shown, taken or called saved because of it.

/** Says whether a value that came as JSON has a form. */
export type Check = (value: any) => boolean;

export const isText: Check = (value) => typeof value === "string";
export const isObject: Check = (value) => !!value && typeof value === "object" && !Array.isArray(value);
export const listOf =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);
const mapOf =
  (item: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(item);
const isPair: Check = (value) => Array.isArray(value) && isText(value[0]) && value.length > 1;
const arePairs = listOf(isPair);
const isEntry: Check = (value) => isObject(value) && "v" in value && arePairs(value.h);
const isEntryOrNone: Check = (value) => value === null || isEntry(value);
export const isShortlist: Check = (value) => isObject(value) && arePairs(value.ids) && arePairs(value.gone);

/** `read_state`: what the three blocks share, and the block's own. */
export const isState =
  (own: Check): Check =>
  (answer) =>
    isObject(answer) && isShortlist(answer.shortlist) && mapOf(isEntry)(answer.notes) && isEntryOrNone(answer.territory) && own(answer);
export const hasAnswers: Check = ({ answers }) => mapOf(isEntry)(answers);
export const hasOpened: Check = ({ opened }) => listOf((value) => isText(value) || Number.isFinite(value))(opened);
export const hasReflection: Check = (answer) => hasOpened(answer) && isEntryOrNone(answer.reflection);
/** `open_practices`, `open_cities`. */
export const isOpened: Check = (answer) => isObject(answer) && hasOpened(answer);
/** `change_answer`, `change_note`, `change_reflection`, `change_territory`: the entry stands in a field of its own. */
export const hasEntry =
  (field: string): Check =>
  (answer) =>
    isObject(answer) && isEntry(answer[field]);
/** `change_shortlist`. */
export const hasShortlist: Check = (answer) => isObject(answer) && isShortlist(answer.shortlist);
/** `read_plan`. */
export const isPlan: Check = (answer) =>
  [answer?.practices, answer?.outline?.steps, answer?.outline?.references?.items].every(Array.isArray);
/** `export_document`. */
export const isDocument: Check = (answer) => isObject(answer) && isText(answer.filename) && isText(answer.base64);
/** `delete_plan`. */
export const isDeletion: Check = (answer) =>
  isObject(answer) && Number.isFinite(answer.deleted) && mapOf(isEntry)(answer.answers) && mapOf(isObject)(answer.bases);
/** `submit_studio_edits`. */
export const isDone: Check = (answer) => isObject(answer) && answer.result === "success";
/** `work_on_atlas`: a check or an import; ids made of names; a piece that arrived; pieces that are missing. */
export const isAtlasWork: Check = (answer) =>
  isObject(answer) &&
  (listOf(isObject)(answer.findings) || listOf(isText)(answer.ids) || Number.isFinite(answer.received) || listOf(Number.isFinite)(answer.missing));
/** Nobody looks at the answer to `record_event`. */
export const isAny: Check = () => true;
