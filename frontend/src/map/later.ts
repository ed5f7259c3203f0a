// What may wait until the map itself is on screen.
import { useEffect, useState } from "preact/hooks";

/** A value, one painted frame later; null before the first. */
export function useAfterPaint<T>(value: T): T | null {
  const [late, setLate] = useState<T | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const request = requestAnimationFrame(() => {
      timer = setTimeout(() => setLate(() => value));
    });
    return () => {
      cancelAnimationFrame(request);
      clearTimeout(timer);
    };
  }, [value]);
  return late;
}
