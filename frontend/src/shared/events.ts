// Events that only the script sees. Lost events disturb nobody: no queue, no retry, no message.
import { isAny } from "./answers";
import type { Host } from "./host";

export function record(host: Host, name: string, payload: Record<string, unknown>): void {
  if (!host.args.saves) return;
  host.post("record_event", { name, payload }, isAny).catch(() => undefined);
}
