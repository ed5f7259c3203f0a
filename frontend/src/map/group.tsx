// Places that lie at one point of the map, by name.
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { n, t } from "../shared/i18n";
import type { Shown } from "./places";

interface Props {
  members: Shown[];
  choose: (id: string) => void;
  close: () => void;
}

/** Takes the focus to the first name. */
export function Group({ members, choose, close }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.querySelector("button")?.focus(), [members]);
  return (
    <div class="notice" role="group" aria-label={t("Places at this point")}>
      <p>{n("{count} place lies here:", "{count} places lie here:", members.length)}</p>
      <div class="bar" ref={bar}>
        {members.map(({ place }) => (
          <button key={place.id} type="button" class="button" dir="auto" onClick={() => choose(place.id)}>
            {place.name}
          </button>
        ))}
        <button type="button" class="plain" onClick={close}>
          {t("Close")}
        </button>
      </div>
    </div>
  );
}
