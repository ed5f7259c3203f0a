// The fields of a practice and of a city, in the order in which a person fills them in.
import { t } from "../../shared/i18n";
import { statusLabel } from "../../shared/practice-words";
import { COUNTRIES } from "./files";
import { recsOf, textOf, type Kind, type Rec } from "./item";

export type FieldKind = "line" | "text" | "year" | "date" | "choice" | "terms" | "goals" | "blocks" | "lines" | "sources" | "acts" | "city" | "place";

export interface Option {
  id: string;
  label: string;
}

export interface FieldDef {
  part: "card" | "body";
  name: string;
  kind: FieldKind;
  label: string;
  help?: string;
  options?: Option[];
}

export interface FieldGroup {
  title: string;
  fields: FieldDef[];
}

const terms = (vocabulary: Rec, name: string): Option[] => recsOf(vocabulary[name]).map(({ id, label }) => ({ id: textOf(id), label: textOf(label) }));

/** Names of fields, for lists of changes: by the name in the file. */
export function fieldLabel(groups: FieldGroup[], name: string): string {
  return groups.flatMap(({ fields }) => fields).find((field) => field.name === name)?.label ?? name;
}

/** The form of a record. */
export function fieldsOf(kind: Kind, vocabulary: Rec): FieldGroup[] {
  return kind === "city" ? cityFields(vocabulary) : [...cardFields(vocabulary), ...bodyFields(), ...tagFields(vocabulary), lastFields()];
}

function cityFields(vocabulary: Rec): FieldGroup[] {
  const lands = COUNTRIES.map(({ code, name }) => ({ id: code, label: name })).sort((a, b) => a.label.localeCompare(b.label));
  return [
    {
      title: t("The city"),
      fields: [
        { part: "card", name: "name", kind: "line", label: t("Name"), help: t("As English texts write it.") },
        { part: "card", name: "country", kind: "choice", label: t("Country"), options: lands },
        { part: "card", name: "size", kind: "choice", label: t("Size of city"), options: terms(vocabulary, "sizes") },
        { part: "card", name: "lat", kind: "place", label: t("Position") },
      ],
    },
    {
      title: t("Recognition"),
      fields: [
        {
          part: "card",
          name: "recognition",
          kind: "acts",
          label: t("Acts of recognition"),
          help: t("Acts by which the city is, or calls itself, a human rights city. Each needs a source."),
          options: terms(vocabulary, "recognition"),
        },
      ],
    },
  ];
}

function cardFields(_vocabulary: Rec): FieldGroup[] {
  const statuses = ["active", "ended", "planned", "unknown"].map((id) => ({ id, label: statusLabel(id) }));
  return [
    {
      title: t("The practice"),
      fields: [
        { part: "card", name: "title", kind: "line", label: t("Title"), help: t("What the city does, in a few words.") },
        { part: "card", name: "city", kind: "city", label: t("City"), help: t("Add the city first if it is not in the list.") },
        { part: "card", name: "summary", kind: "text", label: t("Summary"), help: t("One sentence for the list, 60 to 170 characters.") },
        { part: "card", name: "start", kind: "year", label: t("First year") },
        { part: "card", name: "end", kind: "year", label: t("Last year"), help: t("Empty while it goes on.") },
        { part: "card", name: "status", kind: "choice", label: t("Status"), options: statuses },
        { part: "card", name: "local_name", kind: "line", label: t("Name in the local language") },
        { part: "card", name: "local_language", kind: "line", label: t("Language of that name"), help: t("A language tag, such as es or ko.") },
      ],
    },
  ];
}

function bodyFields(): FieldGroup[] {
  return [
    {
      title: t("The text"),
      fields: [
        { part: "body", name: "problem", kind: "text", label: t("The problem"), help: t("What was wrong, and for whom.") },
        { part: "body", name: "action", kind: "text", label: t("What was done"), help: t("What the local government did. At least 80 characters.") },
        { part: "body", name: "participants", kind: "text", label: t("Who took part") },
        { part: "body", name: "basis", kind: "text", label: t("Legal or policy basis") },
        { part: "body", name: "results", kind: "text", label: t("Results"), help: t("What came of it. Each figure needs its year.") },
        { part: "body", name: "limits", kind: "text", label: t("What did not work"), help: t("Where a source says so.") },
        { part: "body", name: "instruments", kind: "lines", label: t("Instruments"), help: t("Laws, treaties, charters, plans. One a line.") },
      ],
    },
  ];
}

function tagFields(vocabulary: Rec): FieldGroup[] {
  return [
    {
      title: t("How it is found"),
      fields: [
        { part: "card", name: "themes", kind: "terms", label: t("Themes"), options: terms(vocabulary, "themes") },
        { part: "card", name: "rights", kind: "terms", label: t("Rights"), options: terms(vocabulary, "rights") },
        { part: "card", name: "groups", kind: "terms", label: t("Groups"), options: terms(vocabulary, "groups") },
        { part: "card", name: "sdgs", kind: "goals", label: t("Sustainable Development Goals") },
        { part: "card", name: "blocks", kind: "blocks", label: t("Learning blocks") },
      ],
    },
  ];
}

function lastFields(): FieldGroup {
  return {
    title: t("Sources"),
    fields: [
      { part: "body", name: "sources", kind: "sources", label: t("Sources"), help: t("At least one. A link must be to the original.") },
      {
        part: "body",
        name: "confidence",
        kind: "choice",
        label: t("How sure we are"),
        options: [
          { id: "high", label: t("High: a primary source, or two independent ones") },
          { id: "medium", label: t("Medium: one secondary source") },
        ],
      },
      { part: "card", name: "verified", kind: "date", label: t("Read again on"), help: t("Date of a second reading against the sources. Empty if there was none.") },
    ],
  };
}

/** A record to begin with. */
export function blank(kind: Kind): { card: Rec; body: Rec | null } {
  if (kind === "city") return { card: { coords_from: "author", recognition: [] }, body: null };
  return {
    card: { status: "active", themes: [], rights: [], groups: [], sdgs: [], blocks: [] },
    body: { instruments: [], sources: [{}], confidence: "medium" },
  };
}
