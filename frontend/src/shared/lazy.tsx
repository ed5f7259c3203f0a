// The second script of a block, loaded on first use.
import { h, type ComponentChild, type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure } from "./failure";
import type { Host } from "./host";
import { t } from "./i18n";
import { loadScript } from "./scripts";

interface Props<T> {
  host: Host;
  /** The file of `public/` puts what it holds in `window[initialiser][name]`. */
  initialiser: string;
  file: string;
  name?: string;
  /** Stands there until the script is. */
  meanwhile?: ComponentChildren;
  children: (more: T) => ComponentChild;
}

/** Draws its child once the second script is there. */
export function WithSecond<T>({ host, initialiser, file, name = "more", meanwhile, children }: Props<T>) {
  const [more, setMore] = useState<T | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    const brought = () => (window as unknown as Record<string, Record<string, T> | undefined>)[initialiser]?.[name];
    loadScript(host.resource(file), brought).then((loaded) => setMore(() => loaded), () => setFailed(true));
  };
  useEffect(load, []);
  if (more) return <div>{children(more)}</div>;
  return (
    <div>
      {failed && <Failure sentence={t("A part of this page could not be loaded.")} retry={load} />}
      {meanwhile ?? (!failed && <p>{t("Loading …")}</p>)}
    </div>
  );
}
