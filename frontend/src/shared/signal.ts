// A value that components watch.
import { useEffect, useState } from "preact/hooks";

export class Signal<T> {
  private watchers = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    this.current = value;
    for (const watcher of [...this.watchers]) watcher(value);
  }

  watch(watcher: (value: T) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

/** Draw again when the signal changes. */
export function useSignal<T>(signal: Signal<T>): T;
/** Draw again when what is read from the signal changes. */
export function useSignal<T, R>(signal: Signal<T>, read: (value: T) => R): R;
export function useSignal<T, R>(signal: Signal<T>, read: (value: T) => T | R = (value) => value): T | R {
  const [shown, setShown] = useState(read(signal.value));
  useEffect(() => {
    const follow = (value: T) => setShown(read(value));
    follow(signal.value);
    return signal.watch(follow);
  }, [signal]);
  return shown;
}
