// A part of a view that is loaded on first use.
import { h, type ComponentChild, type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dress } from "./dress";
import { Failure } from "./failure";
import { t } from "./i18n";

interface Props<T> {
  /** `() => import("./part")`. The style of what a part draws is its `sheet`. */
  load: () => Promise<T>;
  /** Stands there until the part is. */
  meanwhile?: ComponentChildren;
  children: (part: T) => ComponentChild;
}

/** Draws its child once the part is there. One that does not come may belong to a release that is gone: after "Try
 *  again", a new page has it. */
export function Lazy<T extends object>({ load, meanwhile, children }: Props<T>) {
  const [part, setPart] = useState<T & { sheet?: string } | null>(null);
  const [failed, setFailed] = useState(false);
  const ask = () => {
    setFailed(false);
    // A module without exports is another script, under this address.
    load().then((loaded) => (Object.keys(loaded).length ? setPart(loaded) : setFailed(true)), () => setFailed(true));
  };
  useEffect(ask, []);
  if (part) return <div ref={(element) => wear(element, part.sheet)}>{children(part)}</div>;
  return (
    <div>
      {failed && <Failure sentence={t("A part of this page could not be loaded.")} retry={ask} reload />}
      {meanwhile ?? (!failed && <p>{t("Loading …")}</p>)}
    </div>
  );
}

function wear(element: Element | null, sheet?: string): void {
  const root = element?.getRootNode();
  if (sheet && root instanceof ShadowRoot) dress(root, sheet);
}
