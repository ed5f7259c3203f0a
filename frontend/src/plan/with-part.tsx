// The plan's other scripts: one for each need, so that the first view of a step is small.
import { h, type ComponentChild, type ComponentChildren } from "preact";
import { dress } from "../shared/dress";
import type { Host } from "../shared/host";
import { WithSecond } from "../shared/lazy";
import type { PlanParts } from "./more-types";

const INITIALISER = "HrlActionPlan";
type Name = keyof PlanParts;

interface Props<N extends Name> {
  host: Host;
  name: N;
  meanwhile?: ComponentChildren;
  children: (part: PlanParts[N]) => ComponentChild;
}

const dressed = new WeakMap<Node, Set<string>>();

/** Give the view that an element stands in the sheet of a part, once. */
function dressFor(name: string, element: Element | null, sheet = ""): void {
  const root = element?.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const known = dressed.get(root) ?? new Set();
  if (known.has(name)) return;
  dressed.set(root, known.add(name));
  if (sheet) dress(root, sheet);
}

/** Draws its child, in the part's own style, once the part is there. */
export function WithPart<N extends Name>({ host, name, meanwhile, children }: Props<N>) {
  return (
    <WithSecond<PlanParts[N]> host={host} initialiser={INITIALISER} file={`plan-${name}.js`} name={name} meanwhile={meanwhile}>
      {(part) => <div ref={(element) => dressFor(name, element, part.sheet)}>{children(part)}</div>}
    </WithSecond>
  );
}

/** Called by a part when it was loaded. */
export function offer<N extends Name>(name: N, part: PlanParts[N]): void {
  (window as unknown as Record<string, Partial<PlanParts>>)[INITIALISER]![name] = part;
}
