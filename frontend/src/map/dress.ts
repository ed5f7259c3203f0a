// The style of what the second script draws, added to the block's own when the first of it appears.
import browse from "../shared/browse.css";
import { dress as add } from "../shared/dress";
import pair from "../shared/pair.css";
import css from "./more.css";

const dressed = new WeakSet<Node>();

/** Use as `ref` of an outermost element. */
export function dress(element: Element | null): void {
  const root = element?.getRootNode();
  if (!(root instanceof ShadowRoot) || dressed.has(root)) return;
  dressed.add(root);
  add(root, browse + pair + css);
}
