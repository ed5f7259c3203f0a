// The question about what only this browser has.
import { h } from "preact";
import { useRef } from "preact/hooks";
import { date, time } from "../i18n";
import type { SaveQueue } from "../save-queue";
import { Signal, useSignal } from "../signal";
import { loadWords, t } from "./words";

/** What only this browser has, for the learner to keep or to delete. */
export interface Offer {
  key: string;
  /** What it answers; "" where the key says that. */
  label: string;
  at: number;
  value: unknown;
  /** False when it was decided or saved elsewhere meanwhile. */
  still: () => boolean;
  keep: () => void;
  drop: () => void;
}

/** What is offered, by queue. */
const offers = new WeakMap<SaveQueue, Signal<Offer[]>>();

function offersOf(queue: SaveQueue): Signal<Offer[]> {
  let found = offers.get(queue);
  loadWords(queue.host);
  if (!found) {
    const made = new Signal<Offer[]>([]);
    found = made;
    offers.set(queue, made);
    // Another tab may save or decide what is offered here.
    window.addEventListener("storage", () => keepOnly(queue, (offer) => offer.still()));
    queue.panel.set({ Panel: () => <Offers offers={made} /> });
  }
  return found;
}

/** Ask the learner. */
export function offerTo(queue: SaveQueue, offer: Offer): void {
  keepOnly(queue, ({ key, at }) => key !== offer.key || at !== offer.at);
  const found = offersOf(queue);
  found.set([...found.value, offer]);
}

/** Ask only about some of it any more. */
export function keepOnly(queue: SaveQueue, wanted: (offer: Offer) => boolean): void {
  const found = offersOf(queue);
  found.set(found.value.filter(wanted));
}

/** One question for each text, and one for all changes of the shortlist. Nothing is sent or deleted before an answer. */
function Offers({ offers: shown }: { offers: Signal<Offer[]> }) {
  const place = useRef<HTMLDivElement>(null);
  const decide = (offer: Offer, act: () => void) => {
    if (offer.still()) act();
    shown.set(shown.value.filter((other) => other !== offer));
    place.current?.focus(); // the button is gone
  };
  return (
    <div ref={place} tabIndex={-1} style={{ marginBlock: "12px" }}>
      {useSignal(shown).map((offer) => (
        <div key={`${offer.key} ${offer.at}`} class="notice warn" role="group" aria-label={labelOf(offer)}>
          <p>
            <strong dir="auto">{labelOf(offer)}</strong> <span class="quiet">{whenOf(offer)}</span>
          </p>
          <p>{t("This text is only in this browser. Keep it, or delete it?")}</p>
          <p class="kept-text" dir="auto">
            {textOf(offer.value) || t("(empty)")}
          </p>
          <div class="bar">
            <button type="button" class="button" onClick={() => decide(offer, offer.keep)}>
              {t("Keep it")}
            </button>
            <button type="button" class="button" onClick={() => decide(offer, offer.drop)}>
              {t("Delete it")}
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}

function labelOf({ key, label }: Offer): string {
  if (label) return label;
  if (key === "list") return t("My shortlist");
  if (key === "territory") return t("My territory");
  return key.startsWith("note:") ? `${t("How would this work here?")} ${key.slice(5)}` : t("Your reflection");
}

function whenOf({ at }: Offer): string {
  const moment = new Date(at);
  return `${date(moment)}, ${time(moment)}`;
}

/** Any value as text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => (Array.isArray(item) ? item.filter(Boolean).join(" · ") : textOf(item))).filter(Boolean).join("\n");
  if (value === null || typeof value !== "object") return String(value ?? "");
  const { op, id, name, country, size, section } = value as Record<string, string | undefined>;
  if (op) return `${op === "add" ? "★" : "☆"} ${id}`;
  return [name, country, size, section].filter(Boolean).join(" · ");
}
