// The second script of a block, loaded on first use.
import { h, type ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure } from "./atlas-loading";
import { loadScript, type Host } from "./host";
import { t } from "./i18n";

/** Load a file of `public/` and return what it put in `window[initialiser].more`. */
export async function loadMore<T>(host: Host, initialiser: string, file: string): Promise<T> {
  const holder = () => (window as unknown as Record<string, { more?: T } | undefined>)[initialiser];
  if (!holder()?.more) await loadScript(host.resource(file));
  const more = holder()?.more;
  if (!more) throw new Error("the second script is not of this release");
  return more;
}

interface Props<T> {
  host: Host;
  initialiser: string;
  file: string;
  children: (more: T) => ComponentChild;
}

/** Draws its child once the second script is there. */
export function WithSecond<T>({ host, initialiser, file, children }: Props<T>) {
  const [more, setMore] = useState<T | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    loadMore<T>(host, initialiser, file).then((loaded) => setMore(() => loaded), () => setFailed(true));
  };
  useEffect(load, []);
  if (failed) return <Failure sentence={t("A part of this page could not be loaded.")} retry={load} />;
  return more ? <div>{children(more)}</div> : <p>{t("Loading …")}</p>;
}
