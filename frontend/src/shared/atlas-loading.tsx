// The atlas as a component sees it: loading, slow, failed with a sentence and "Try again", or there.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Atlas, AtlasFailure, fetchFile } from "./atlas";
import { t } from "./i18n";

const SLOW = 6_000;
const loaded = new Map<string, Promise<Atlas>>();

/** Load an atlas once a page; the blocks of a page share it. A failure is forgotten, so that the next call tries again. */
export function loadAtlas(url: string): Promise<Atlas> {
  let promise = loaded.get(url);
  if (!promise) {
    promise = fetchFile(url).then((data) => new Atlas(data, url));
    loaded.set(url, promise);
    promise.catch(() => loaded.delete(url));
  }
  return promise;
}

export interface AtlasLoading {
  atlas: Atlas | null;
  failure: AtlasFailure | null;
  slow: boolean;
  retry: () => void;
}

/** Load the atlas for a component. */
export function useAtlas(url: string): AtlasLoading {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<AtlasLoading, "retry">>({ atlas: null, failure: null, slow: false });
  useEffect(() => {
    let wanted = true;
    setState({ atlas: null, failure: null, slow: false });
    const timer = setTimeout(() => wanted && setState((old) => ({ ...old, slow: !old.atlas })), SLOW);
    loadAtlas(url).then(
      (atlas) => wanted && setState({ atlas, failure: null, slow: false }),
      (error: unknown) => {
        const failure =
          error instanceof AtlasFailure ? error : new AtlasFailure("broken", t("The data file cannot be read. Tell the course team."));
        if (wanted) setState({ atlas: null, failure, slow: false });
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [url, attempt]);
  const retry = () => {
    loaded.delete(url);
    setAttempt(attempt + 1);
  };
  return { ...state, retry };
}

/** What stands in the place of the content until the atlas is there. */
export function AtlasWaiting({ failure, slow, retry }: AtlasLoading) {
  if (failure) return <Failure sentence={failure.message} retry={retry} />;
  return (
    <div class="waiting">
      <p>{t("Loading cities and practices …")}</p>
      {slow && <Failure sentence={t("This takes longer than usual. The line may be slow.")} retry={retry} />}
    </div>
  );
}

/** A sentence about what failed, and "Try again". */
export function Failure({ sentence, retry }: { sentence: string; retry: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <p>{sentence}</p>
      <button type="button" class="button" onClick={retry}>
        {t("Try again")}
      </button>
    </div>
  );
}
