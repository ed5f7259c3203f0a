// The atlas as a component sees it: loading, slow, failed with a sentence and "Try again", or there.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Atlas } from "./atlas";
import { Failure } from "./failure";
import { fetchFile, type AtlasFailure } from "./fetching";
import { t } from "./i18n";

const SLOW = 6_000;

/** Makes something of a file, once a page: the blocks of a page share it. Rejects with AtlasFailure, which is forgotten:
 *  the next call tries again. */
export class Loader<T> {
  private loaded = new Map<string, Promise<T>>();

  constructor(private readonly make: (data: unknown, url: string) => T) {}

  load(url: string): Promise<T> {
    let promise = this.loaded.get(url);
    if (!promise) {
      promise = fetchFile(url, (data) => this.make(data, url));
      this.loaded.set(url, promise);
      promise.catch(() => this.forget(url));
    }
    return promise;
  }

  forget(url: string): void {
    this.loaded.delete(url);
  }
}

export interface Loading<T> {
  atlas: T | null;
  failure: AtlasFailure | null;
  slow: boolean;
  retry: () => void;
}

export type AtlasLoading = Loading<Atlas>;

const atlases = /* @__PURE__ */ new Loader((data, url) => new Atlas(data, url));

/** Load an atlas. Throws AtlasFailure. */
export const loadAtlas = (url: string): Promise<Atlas> => atlases.load(url);

/** Load the atlas for a component. */
export const useAtlas = (url: string): AtlasLoading => useLoading(atlases, url);

/** Load what a loader makes of the atlas, for a component. */
export function useLoading<T>(loader: Loader<T>, url: string): Loading<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<Loading<T>, "retry">>({ atlas: null, failure: null, slow: false });
  useEffect(() => {
    let wanted = true;
    setState({ atlas: null, failure: null, slow: false });
    const timer = setTimeout(() => wanted && setState((old) => ({ ...old, slow: !old.atlas })), SLOW);
    loader.load(url).then(
      (atlas) => wanted && setState({ atlas, failure: null, slow: false }),
      (failure: AtlasFailure) => wanted && setState({ atlas: null, failure, slow: false }),
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [url, attempt]);
  const retry = () => {
    loader.forget(url);
    setAttempt(attempt + 1);
  };
  return { ...state, retry };
}

/** What stands in the place of the content until the atlas is there. */
export function AtlasWaiting({ failure, slow, retry }: Loading<unknown>) {
  if (failure) return <Failure sentence={failure.message} again={failure.again} retry={retry} />;
  return (
    <div class="waiting">
      <p>{t("Loading cities and practices …")}</p>
      {slow && <Failure sentence={t("This takes longer than usual. The line may be slow.")} retry={retry} />}
    </div>
  );
}
