// The second script of a block, loaded on first use.
import { h, type ComponentChild, type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure } from "./failure";
import { loadScript, type Host } from "./host";
import { t } from "./i18n";

/** Load a file of `public/` and return what it put in `window[initialiser][name]`. */
export async function loadMore<T>(host: Host, initialiser: string, file: string, name = "more"): Promise<T> {
  const holder = () => (window as unknown as Record<string, Record<string, T> | undefined>)[initialiser];
  if (!holder()?.[name]) await loadScript(host.resource(file));
  const more = holder()?.[name];
  if (!more) throw new Error("the second script is not of this release");
  return more;
}

interface Props<T> {
  host: Host;
  initialiser: string;
  file: string;
  /** Where the file puts what it holds, for a block with several. */
  name?: string;
  /** Stands there until the script is. */
  meanwhile?: ComponentChildren;
  children: (more: T) => ComponentChild;
}

/** Draws its child once the second script is there. */
export function WithSecond<T>({ host, initialiser, file, name, meanwhile, children }: Props<T>) {
  const [more, setMore] = useState<T | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    loadMore<T>(host, initialiser, file, name).then((loaded) => setMore(() => loaded), () => setFailed(true));
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
