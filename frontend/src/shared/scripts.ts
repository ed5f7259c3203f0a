// Scripts that are loaded when they are needed.

const LIMIT_MS = 30_000;
const loading = new Map<string, Promise<unknown>>();
let failures = 0;

/** Load a script, once, and return what it brought; `brought` looks for it. Rejects where it does not come, or is another one
 *  (a page to log in at, an older release). The next call asks again, past what the browser keeps of the answer. */
export function loadScript<T>(address: string, brought: () => T | undefined): Promise<T> {
  const here = brought();
  if (here) return Promise.resolve(here);
  const known = loading.get(address) as Promise<T> | undefined;
  if (known) return known;
  const promise = new Promise<T>((resolve, reject) => {
    const script = document.createElement("script");
    const end = () => {
      clearTimeout(timer);
      loading.delete(address);
      const found = brought();
      if (found) return resolve(found);
      failures += 1;
      script.remove();
      reject(new Error(address));
    };
    const timer = setTimeout(end, LIMIT_MS);
    script.src = failures ? address.replace(/\?|$/, `?again=${failures}&`) : address;
    script.onload = script.onerror = end;
    document.head.append(script);
  });
  loading.set(address, promise);
  return promise;
}
