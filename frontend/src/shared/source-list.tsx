// References in full. Only https addresses become links; everything else stays text.
import { h } from "preact";
import { safeLink, type Source } from "./atlas";
import { t, year } from "./i18n";

/** "Publisher, Title, 2019." as text. */
export function referenceText(source: Source): string {
  const parts = [source.publisher, source.title];
  if (source.year) parts.push(String(source.year));
  return `${parts.join(", ")}.${safeLink(source.url) ? ` ${source.url}` : ""}`;
}

/** The sources of a practice or a recognition. */
export function SourceList({ sources }: { sources: Source[] }) {
  return (
    <ol class="sources">
      {sources.map((source, at) => (
        <li key={at}>
          {/* On the item itself it would move the number out of the list's margin, off the screen of a phone. */}
          <div dir="auto">
            <SourceLine source={source} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** One reference; a link opens in a new tab. */
export function SourceLine({ source }: { source: Source }) {
  const link = safeLink(source.url);
  return (
    <span>
      {source.publisher},{" "}
      {link ? (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {source.title}
          <span class="unseen"> {t("(opens in a new tab)")}</span>
        </a>
      ) : (
        source.title
      )}
      {source.year ? `, ${year(source.year)}` : ""}.
    </span>
  );
}
