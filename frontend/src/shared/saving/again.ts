// Trying again what failed: after pauses that grow, when the page is looked at again, or when the learner says so; never
// by itself before the time that the platform asked for.
import type { RequestFailure } from "../host";

/** Milliseconds before the second try, the third ...; the last one from there on. */
const PAUSES = [2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000];

export class Again {
  private failures = 0;
  private earliest = 0;
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly act: () => void,
    private readonly pauses = PAUSES,
  ) {
    const looked = () => {
      if (this.waiting && document.visibilityState !== "hidden") this.later();
    };
    for (const name of ["focus", "online", "pageshow"]) window.addEventListener(name, looked);
    document.addEventListener("visibilitychange", looked);
  }

  /** A try failed. Another one comes not within `wait` ms; with Infinity only when the page is looked at. */
  failed(wait: number): void {
    const pause = this.pauses[Math.min(this.failures++, this.pauses.length - 1)] as number;
    this.waiting = true;
    this.earliest = Date.now() + (wait < Infinity ? Math.max(pause, wait) : pause);
    clearTimeout(this.timer);
    if (wait < Infinity) this.later();
  }

  /** It worked, or there is nothing left to try. */
  done(): void {
    this.failures = 0;
    this.stop();
  }

  /** Try at once, or as soon as what failed is tried again. */
  soon(): void {
    if (this.waiting) this.later();
    else this.act();
  }

  /** Try at once. */
  now(): void {
    this.stop();
    this.act();
  }

  private stop(): void {
    this.waiting = false;
    clearTimeout(this.timer);
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), Math.max(0, this.earliest - Date.now()));
  }
}

const owners = new WeakMap<object, { again: Again; act: () => void }>();

/** Do for somebody what failed again. */
export function tryAgain(owner: object, failure: RequestFailure, act: () => void): void {
  const known = owners.get(owner) ?? { again: new Again(() => known.act()), act };
  known.act = act;
  owners.set(owner, known);
  known.again.failed(failure.wait);
}
