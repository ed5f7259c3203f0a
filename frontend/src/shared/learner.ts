// What the learner keeps across the blocks of a course: shortlist, notes, territory. One store a page and course.
import { isAny, isShortlist, isState } from "./answers";
import type { Host } from "./host";
import { t } from "./i18n";
import { Journal } from "./journal";
import { queueFor, type SaveQueue } from "./save-queue";
import { withSaving } from "./saving";
import { Signal } from "./signal";
import { isLost, withChanges, type Shortlist, type ShortlistChange, type Versioned } from "./sync";
import { nextNumber, VersionedValue, WRITER } from "./versioned-value";

/** The five parts of the note "How would this work here?". */
export type NoteTexts = [string, string, string, string, string];

export interface Territory {
  name?: string;
  size?: string;
  section?: string;
  country?: string;
  lat?: number;
  lon?: number;
}

/** The learner's state as the page and `read_state` give it. */
export interface SharedState {
  shortlist: Shortlist;
  territory: Versioned<Territory> | null;
  notes?: Record<string, Versioned<NoteTexts>>;
  later?: string[];
}

export const SHORTLIST_MOST = 20;

export class Learner {
  /** Ids of the practices kept, in order, as the learner sees them. */
  readonly shortlist: Signal<string[]>;
  readonly territory: VersionedValue<Territory>;
  readonly journal: Journal;
  stored: Shortlist;
  /** Changes of the shortlist that are not on the server. */
  changes: ShortlistChange[] = [];
  private notes = new Map<string, VersionedValue<NoteTexts>>();
  private storedNotes: Record<string, Versioned<NoteTexts>> | null;
  private reading: Promise<void> | null = null;
  channel: BroadcastChannel | null = null;

  constructor(
    readonly host: Host,
    state: SharedState | null,
    readonly queue: SaveQueue = queueFor(host),
  ) {
    this.journal = new Journal(host.args.learner ?? "", host.args.course);
    this.stored = state?.shortlist ?? { ids: [], gone: [] };
    this.storedNotes = state ? (state.notes ?? null) : {};
    this.shortlist = new Signal(this.stored.ids.map(([id]) => id));
    this.territory = new VersionedValue<Territory>(
      host,
      this.queue,
      this.journal,
      {
        key: "territory",
        handler: "change_territory",
        body: {},
        kind: "territory",
      },
      state?.territory ?? null,
    );
    if (!host.args.saves) return;
    this.listen();
    this.bringBack();
    if (!this.storedNotes && this.journal.all().some(({ key }) => key.startsWith("note:"))) this.readNotes().catch(console.error);
    else this.reopenNotes();
  }

  get saves(): boolean {
    return this.host.args.saves;
  }

  keeps(id: string): boolean {
    return this.shortlist.value.includes(id);
  }

  /** Put a practice on the shortlist, or take it off. Returns a sentence if it cannot be. */
  keep(id: string, kept: boolean): string {
    if (kept === this.keeps(id)) return "";
    if (kept && this.shortlist.value.length >= SHORTLIST_MOST) {
      return t("Your shortlist holds {most} practices. Remove one, then keep this one.", { most: SHORTLIST_MOST });
    }
    const added = this.stored.ids.find(([other]) => other === id)?.[1] ?? this.changes.find((c) => c.id === id)?.token;
    const token = kept ? `${WRITER}.${nextNumber()}` : added;
    if (token) this.change({ op: kept ? "add" : "remove", id, token });
    return "";
  }

  /** The note on a practice. `whenRead` resolves once it is known what is stored. */
  note(id: string): VersionedValue<NoteTexts> {
    let note = this.notes.get(id);
    if (!note) {
      note = new VersionedValue<NoteTexts>(
        this.host,
        this.queue,
        this.journal,
        {
          key: `note:${id}`,
          handler: "change_note",
          body: { id },
          kind: "note",
        },
        this.storedNote(id),
      );
      this.notes.set(id, note);
    }
    return note;
  }

  /** Resolves once the notes are here. Rejects with RequestFailure; the next call tries again. */
  readNotes(): Promise<void> {
    if (this.storedNotes) return Promise.resolve();
    this.reading ??= this.host
      .post<SharedState>("read_state", {}, isState(isAny))
      .then((state) => {
        this.storedNotes = state.notes ?? {};
        this.adopt(state.shortlist);
        for (const [id, note] of this.notes) note.learn(this.storedNote(id) ?? null);
        this.reopenNotes();
      })
      .finally(() => {
        this.reading = null;
      });
    return this.reading;
  }

  /** Of the notes' own: "constructor" is a name like another. */
  private storedNote(id: string): Versioned<NoteTexts> | null | undefined {
    return this.storedNotes ? (new Map(Object.entries(this.storedNotes)).get(id) ?? null) : undefined;
  }

  private reopenNotes(): void {
    for (const { key } of this.journal.all()) if (key.startsWith("note:")) this.note(key.slice(5));
  }

  /** Show a change, and send it. */
  change(change: ShortlistChange): void {
    this.changes = [...this.changes, change];
    this.show();
    if (this.saves) this.queue.act((part) => part.sendChanges(this));
  }

  /** Another page, or an answer, says what is stored. */
  adopt(shortlist: Shortlist): void {
    this.stored = shortlist;
    this.show();
  }

  /** Show the list with what is on its way. */
  show(): void {
    this.shortlist.set(withChanges(this.stored, this.changes));
  }

  /** Where the journal has changes that are not simply on the server, see what is to be done. */
  private bringBack(): void {
    const open = this.journal.all().filter(({ key, change }) => {
      const lost = change && isLost(change, this.stored);
      if (change && !lost) this.journal.confirm(key);
      return lost;
    });
    if (open.length) withSaving((part) => part.bringBack(this)).catch(console.error);
  }

  /** Other tabs and blocks of this browser tell what they stored. */
  private listen(): void {
    if (typeof BroadcastChannel === "undefined") return;
    this.channel = new BroadcastChannel(`hrl:${this.host.args.learner ?? ""}:${this.host.args.course}`);
    this.channel.onmessage = (event: MessageEvent<{ shortlist?: Shortlist }>) => {
      if (isShortlist(event.data?.shortlist)) this.adopt(event.data.shortlist as Shortlist);
    };
  }
}

const learners = new Map<string, Learner>();

/** The learner's store of a page, shared by the blocks of one bundle. */
export function learnerFor(host: Host, state: SharedState | null): Learner {
  const key = `${host.args.course} ${host.args.saves}`;
  let learner = learners.get(key);
  if (!learner) {
    learner = new Learner(host, state);
    learners.set(key, learner);
  }
  return learner;
}
