// Two or three practices side by side: a table, which becomes stacked cards where it is narrow.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Atlas, AtlasFailure, Body, Entry } from "../shared/atlas";
import { Failure } from "../shared/failure";
import { record } from "../shared/events";
import { t } from "../shared/i18n";
import { KeepButton } from "../shared/keep-button";
import { standing } from "../shared/practice-words";
import type { FindProps } from "./find";

interface Row {
  label: string;
  cell: (entry: Entry, body: Body | null) => string;
}

function rows(atlas: Atlas): Row[] {
  const labels = (kind: "themes" | "rights", ids: string[]) => ids.map((id) => atlas.label(kind, id)).join("; ");
  return [
    { label: t("City"), cell: ({ city, countryName }) => `${city.name}, ${countryName}` },
    { label: t("Size of city"), cell: ({ city }) => atlas.label("sizes", city.size) },
    { label: t("Years"), cell: standing },
    { label: t("What was wrong"), cell: (_entry, body) => body?.problem ?? "" },
    { label: t("What was done"), cell: (entry, body) => body?.action ?? entry.practice.summary },
    { label: t("Who took part"), cell: (_entry, body) => body?.participants ?? "" },
    { label: t("Legal or policy basis"), cell: (_entry, body) => body?.basis ?? "" },
    { label: t("Results"), cell: (_entry, body) => body?.results ?? "" },
    { label: t("What did not work, or stays open"), cell: (_entry, body) => body?.limits ?? "" },
    { label: t("Rights"), cell: ({ practice }) => labels("rights", practice.rights) },
    { label: t("Themes"), cell: ({ practice }) => labels("themes", practice.themes) },
  ];
}

/** The comparison. */
export function Compare(props: FindProps) {
  const { session, atlas, compared } = props;
  const entries = compared.map((id) => atlas.byId.get(id)).filter((entry): entry is Entry => entry !== undefined);
  const { bodies, failure, retry } = useBodies(atlas, entries);
  const key = compared.join(" ");
  useEffect(() => {
    if (entries.length > 1) record(session.host, "practice.compared", { practices: compared });
  }, [key]);
  if (entries.length < 2) {
    return (
      <div>
        <h4>{t("Compare")}</h4>
        <p class="notice">{t("Choose two or three practices: press Compare on each of them.")}</p>
      </div>
    );
  }
  return (
    <div>
      <h4>{t("Compare")}</h4>
      {failure && <Failure sentence={failure.message} again={failure.again} retry={retry} />}
      <table class="compare">
        <CompareHead {...props} entries={entries} />
        <tbody>
          {rows(atlas).map(({ label, cell }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {entries.map((entry) => (
                <td key={entry.practice.id} data-title={shortName(entry, entries)} lang="en" dir="auto">
                  {cell(entry, bodies.get(entry.practice.id) ?? null) || "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The city, or the title where two practices are of one city. */
function shortName(entry: Entry, entries: Entry[]): string {
  const alone = entries.every((other) => other === entry || other.city !== entry.city);
  return alone ? entry.city.name : entry.practice.title;
}

function CompareHead({ session, entries, read, compare }: FindProps & { entries: Entry[] }) {
  return (
    <thead>
      <tr>
        <td />
        {entries.map((entry, at) => (
          <th key={entry.practice.id} scope="col">
            <button type="button" class="title" id={`compared-${at}`} lang="en" onClick={() => read(entry)}>
              {entry.practice.title}
            </button>
            <div class="bar">
              <KeepButton learner={session.learner} id={entry.practice.id} titled={`compared-${at}`} />
              <button type="button" class="plain" onClick={() => compare(entry.practice.id)}>
                {t("Take out")}
                <span class="unseen"> {entry.practice.title}</span>
              </button>
            </div>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function useBodies(atlas: Atlas, entries: Entry[]) {
  const [bodies, setBodies] = useState(new Map<string, Body>());
  const [failure, setFailure] = useState<AtlasFailure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    setFailure(null);
    for (const entry of entries) {
      atlas.body(entry).then(
        (body) => wanted && body && setBodies((old) => new Map(old).set(entry.practice.id, body)),
        (error: AtlasFailure) => wanted && setFailure(error),
      );
    }
    return () => {
      wanted = false;
    };
  }, [entries.map(({ practice }) => practice.id).join(" "), attempt]);
  return { bodies, failure, retry: () => setAttempt(attempt + 1) };
}
