// What two authors changed in one record, and the buttons by which one of them decides.
import { h } from "preact";
import { n, t } from "../../shared/i18n";
import type { Book } from "./book";
import { Fields, titleOf } from "./changes";
import { isRemoval, outcome, type Clash, type Decision } from "./clashes";
import { keyOf, type Rec } from "./item";

/** The sentence about a record that one of us removed; "" for one that both changed. */
export function removalSentence({ mine, theirs, decided }: Clash): string {
  if (!theirs && mine) {
    if (decided === "mine") return t("They removed it; you keep it.");
    return decided ? t("They removed it, and so do you.") : t("They removed it; you changed it.");
  }
  if (!mine && theirs) {
    if (decided === "mine") return t("They changed it; you remove it.");
    return decided ? t("They changed it, and you keep their version.") : t("They changed it; you removed it.");
  }
  return "";
}

interface Props {
  book: Book;
  vocabulary: Rec;
  decide: (clashes: Clash[], decision: Decision) => void;
}

/** Records that both changed, each with its decision. Nothing comes back and nothing goes without one. */
export function ClashList({ book, vocabulary, decide }: Props) {
  const clashes = book.toldClashes();
  if (!clashes.length) return null;
  const open = book.undecided();
  const several = open.length > 1;
  return (
    <div class="notice warn" role="group" aria-labelledby="clashes">
      <p id="clashes"><strong>{t("You and somebody else changed the same thing.")}</strong></p>
      {open.length > 0 && (
        <p role="status">{n("Decide about {count} record before you save.", "Decide about {count} records before you save.", open.length)}</p>
      )}
      {several && (
        <div class="bar">
          <button type="button" class="button" onClick={() => decide(open, "mine")}>{t("Take my version of all")}</button>
          <button type="button" class="button" onClick={() => decide(open, "theirs")}>{t("Take their version of all")}</button>
        </div>
      )}
      <ul>
        {clashes.map((clash) => (
          <li key={keyOf(clash.kind, clash.id)}>
            <strong dir="auto">{titleOf({ kind: clash.kind, id: clash.id, before: clash.theirs ?? clash.base, after: clash.mine })}</strong>{" "}
            {removalSentence(clash)}
            <Fields fields={clash.fields} kind={clash.kind} vocabulary={vocabulary} />
            <Choice clash={clash} decide={(decision) => decide([clash], decision)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Choice({ clash, decide }: { clash: Clash; decide: (decision: Decision) => void }) {
  const label = (decision: Decision) => {
    if (!isRemoval(clash)) return decision === "mine" ? t("Take my version") : t("Take their version");
    return outcome(clash, decision) ? t("Keep the record") : t("Remove the record");
  };
  // To keep stands first, whoever it was that changed the record.
  const order: Decision[] = clash.mine ? ["mine", "theirs"] : ["theirs", "mine"];
  return (
    <div class="bar">
      {order.map((decision) => (
        <button key={decision} type="button" class="button" aria-pressed={clash.decided === decision} onClick={() => decide(decision)}>
          {label(decision)}
        </button>
      ))}
    </div>
  );
}
