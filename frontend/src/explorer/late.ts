// What may be painted a frame later than the answer.
import { useEffect, useState } from "preact/hooks";

/** A value as it was until the new one has been painted elsewhere. */
export function useLate<T>(value: T): T {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setLate(value)));
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return late;
}
