// The name of the learner's territory: the title of the plan. The explorer and the map have the same territory.
import { h } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../shared/i18n";
import { Lazy } from "../shared/lazy";
import { useSignal } from "../shared/signal";
import { clean } from "./rules";
import type { PlanSession } from "./session";

const LONGEST = 80;

/** A field for the name. */
export function TerritoryName({ session }: { session: PlanSession }) {
  const { territory } = session.learner;
  const { value, conflict } = useSignal(territory.state);
  const save = () => {
    if (session.saves) territory.save();
  };
  useEffect(() => {
    const timer = setTimeout(save, 1_500);
    return () => clearTimeout(timer);
  }, [value]);
  const field = (
    <label class="field">
      <span>{t("Name of my territory, for the title of the plan")}</span>
      <input
        type="text"
        dir="auto"
        maxLength={LONGEST}
        value={value?.name ?? ""}
        onInput={(event) => territory.edit({ ...value, name: clean(event.currentTarget.value) })}
        onBlur={save}
      />
    </label>
  );
  if (!conflict) return field;
  return (
    <Lazy load={() => import("./choice")} meanwhile={field}>
      {({ Conflict }) => (
        <Conflict
          mine={value?.name ?? ""}
          theirs={conflict.v?.name ?? ""}
          keepMine={() => territory.resolve(value)}
          keepTheirs={() => territory.resolve(conflict.v)}
        />
      )}
    </Lazy>
  );
}
