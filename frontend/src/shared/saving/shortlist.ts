// The shortlist and the server: sending its changes, and what is to be done with those of an earlier page.
import { hasShortlist } from "../answers";
import type { JournalEntry } from "../journal";
import type { Learner } from "../learner";
import { failureOf } from "../saving";
import { isLost, type Shortlist, type ShortlistChange } from "../sync";
import { forget, holds, isWhole } from "./entries";
import { offerTo } from "./offers";

/** As many changes as the server takes in one request. */
const MOST = 40;

/** Some tokens of a stored shortlist, those that stay longest: what the next change is made on. */
function tokens({ ids, gone }: Shortlist): string[] {
  return [...ids.slice(0, 3), ...gone.slice(-3)].map(([, token]) => token);
}

/** True when nothing is left of the shortlist that a change was made on: somebody may have deleted all of it. */
export function isGone(on: string[], { ids, gone }: Shortlist): boolean {
  return ![...ids, ...gone].some(([, token]) => on.includes(token));
}

/** Keep changes in this browser, with what tells later whether the list that they were made on is still there. */
function remember({ journal, stored }: Learner, changes: ShortlistChange[], unsent: boolean): void {
  const on = tokens(stored);
  journal.put(...changes.map((change) => ({ key: `list:${change.id}`, at: Date.now(), change, on, unsent })));
}

/** Send the changes that are not on the server, when it is their turn. */
export function sendChanges(learner: Learner): void {
  remember(learner, learner.changes, true);
  learner.queue.add({
    key: "shortlist",
    send: () => sendShortlist(learner),
    refused: () => {
      // The server said no: the list shows what is stored.
      const keys = learner.changes.map(({ id }) => `list:${id}`);
      learner.journal.filter(({ key }) => !keys.includes(key));
      learner.changes = [];
      learner.show();
      return false;
    },
  });
}

async function sendShortlist(learner: Learner): Promise<void> {
  const sent = learner.changes.slice(0, MOST);
  if (!sent.length) return;
  const { shortlist } = await learner.host.post<{ shortlist: Shortlist }>("change_shortlist", { changes: sent }, hasShortlist);
  const done = sent.filter((change) => !isLost(change, shortlist));
  remember(learner, done, false);
  learner.changes = learner.changes.filter((change) => !done.includes(change));
  learner.adopt(shortlist);
  learner.channel?.postMessage({ shortlist });
  if (done.length < sent.length) throw await failureOf(learner.host, "odd");
  if (learner.changes.length) sendChanges(learner);
}

/**
 * Changes of an earlier page that another device overwrote come back. What was never sent, and what the server has
 * nothing of any more, is offered: one question for the list.
 */
export function bringBack(learner: Learner): void {
  const { journal, queue, stored } = learner;
  const asks = ({ on = [], unsent }: JournalEntry) => unsent || isGone(on, stored);
  const offered: JournalEntry[] = [];
  for (const entry of journal.all()) {
    const change = entry.change as ShortlistChange;
    if (!change) continue;
    if (!isWhole(entry) || (entry.unsent && !isLost(change, stored))) forget(journal, entry);
    else if (!isLost(change, stored)) journal.confirm(entry.key);
    else if (asks(entry)) offered.push({ ...entry, unsent: true });
    else learner.change(change);
  }
  if (!offered.length) return;
  journal.put(...offered);
  offerTo(queue, {
    key: "list",
    label: "",
    at: Math.max(...offered.map(({ at }) => at)),
    value: offered.map(({ change }) => change),
    still: () => offered.some((entry) => holds(journal, entry)),
    keep: () => offered.forEach(({ change }) => change && learner.keep(change.id, change.op === "add")),
    drop: () => offered.forEach((entry) => forget(journal, entry)),
  });
}
