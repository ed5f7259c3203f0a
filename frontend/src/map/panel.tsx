// A city, in the flow of the page: what it is recognised for, its practices, who is near.
import { h } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { date, t } from "../shared/i18n";
import { years } from "../shared/practice-words";
import { SourceLine } from "../shared/source-list";
import { strokeOf } from "./look";
import { distanceWords, NearList } from "./near-list";
import type { Act, Place } from "./places";
import { kilometres, nearestPlaces } from "./reach";
import { SignPicture } from "./sign";
import { actWords } from "./speak";
import type { Entry } from "../shared/atlas";
import type { Territory } from "../shared/learner";
import type { MapQuery } from "./query";
import type { Session } from "./session";

interface Props {
  session: Session;
  query: MapQuery;
  place: Place;
  mine: Territory | null;
  choose: (id: string) => void;
  close: () => void;
  read: (entry: Entry) => void;
}

const NEAR = 5;
const WITHIN_KM = 800;

/** Takes the focus to its heading when it opens. */
export function Panel(props: Props) {
  const { query, place, mine, close } = props;
  const { atlas } = query;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [place]);
  const facts = [atlas.label("sizes", place.city.size), t("UCLG section: {section}", { section: atlas.label("sections", place.section) })];
  const away = mine?.lat !== undefined && mine.lon !== undefined ? kilometres({ lat: mine.lat, lon: mine.lon }, place.city) : null;
  if (away !== null) facts.push(t("{distance} from your territory", { distance: distanceWords(away) }));
  return (
    <article class="city">
      <h4 ref={heading} tabIndex={-1} dir="auto">
        {place.name}, {place.countryName}
      </h4>
      <p class="quiet">{facts.join(" · ")}</p>
      <div class="two">
        <Recognition {...props} />
        <div>
          <Practices {...props} />
          <Neighbours {...props} />
        </div>
      </div>
      <button type="button" class="button" onClick={close}>
        {t("Close this place")}
      </button>
    </article>
  );
}

function Recognition({ query, place }: Props) {
  const definition = (act: Act) => query.kinds.find(({ id }) => id === act.kind)?.definition;
  return (
    <section>
      <h5>{t("Recognition")}</h5>
      {!place.acts.length && <p>{t("We know of no recognition. The place is in the atlas for what it does.")}</p>}
      <ul class="acts">
        {place.acts.map((act, at) => {
          const sign = query.signs.get(act.kind);
          return (
            <li key={at}>
              {sign && <SignPicture sign={sign} stroke={strokeOf({ strong: act.strong, undated: false })} />}
              <div>
                <p title={definition(act)}>
                  <strong>{actWords(query.atlas, act)}</strong>
                </p>
                <p lang="en" dir="auto">
                  {act.record.detail}
                </p>
                {act.record.source && (
                  <p class="quiet" lang="en" dir="auto">
                    <SourceLine source={act.record.source} />
                  </p>
                )}
                <p class="quiet">
                  {act.record.verified
                    ? t("Read again against its sources on {date}.", { date: date(act.record.verified) })
                    : t("Not yet read a second time against its sources.")}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Practices({ place, read }: Props) {
  return (
    <section>
      <h5>{t("Practices")}</h5>
      {!place.entries.length && <p>{t("The atlas has no practice of this place yet.")}</p>}
      {place.entries.map((entry) => (
        <div key={entry.practice.id}>
          <button type="button" class="title" lang="en" dir="auto" onClick={() => read(entry)}>
            {entry.practice.title}
          </button>
          <p lang="en" dir="auto">
            {entry.practice.summary} {years(entry) && <span class="quiet" dir="auto">({years(entry)})</span>}
          </p>
        </div>
      ))}
    </section>
  );
}

function Neighbours({ query, place, choose }: Props) {
  const near = useMemo(
    () => (place.point ? nearestPlaces(query.places, place.city, NEAR, WITHIN_KM, place.id) : []),
    [place, query.places],
  );
  if (!place.point) return null;
  return (
    <section>
      <h5>{t("Near this place")}</h5>
      {near.length ? <NearList near={near} choose={choose} /> : <p>{t("The atlas has no other place within {km} km.", { km: WITHIN_KM })}</p>}
    </section>
  );
}
