// Saving all that is open, before the plan is taken away.
import type { PlanSession } from "./session";

/** True while something that the learner typed is not on the server. */
export function isUnsaved({ saves, learner, answers }: PlanSession): boolean {
  return saves && [learner.territory, ...answers.values()].some(({ state }) => !state.value.saved);
}

/** Save what is open; true once all of it is on the server, false if it cannot be now. */
export async function flush(session: PlanSession): Promise<boolean> {
  session.saveAll();
  const { queue } = session.learner;
  for (let waited = 0; waited < 8_000 && queue.pending; waited += 50) {
    if (/waiting|refused|conflict/.test(queue.status.value.state)) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return !isUnsaved(session) && !queue.pending;
}
