// What happens when the plan is taken away or deleted, and what is said of it.
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { t } from "../shared/i18n";
import { CopyText } from "../shared/take-away";
import { DeletePlan } from "./delete-plan";
import { flush } from "./flush";
import { TakePlan, type TakeProps, type Way } from "./take-plan";
import { takers } from "./take-work";

export { TakePlan };

interface Props extends TakeProps {
  wanted: { way: Way; rtl: boolean };
}

/** Does what is wanted, each time that it is wanted. */
export function Taking({ session, wanted, deleted }: Props) {
  const [said, setSaid] = useState("");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const { way, rtl } = wanted;
    setAsked(way === "delete");
    if (way === "delete") {
      setSaid("");
      return;
    }
    let newest = true;
    const work = async () => {
      const all = await flush(session);
      const taken = await takers[way](session, rtl);
      if (!newest) return;
      setText(taken.text ?? "");
      const { sentence } = taken;
      setSaid(all ? sentence : t("{sentence} Your last changes are not saved yet and not in it.", { sentence }));
    };
    setSaid(t("One moment …"));
    work().catch((error: Error) => newest && setSaid(error.message));
    return () => {
      newest = false;
    };
  }, [wanted]);
  const done = (sentence: string) => {
    setAsked(false);
    setText("");
    setSaid(sentence);
    announce(sentence);
    deleted?.();
  };
  return (
    <div>
      {asked && <DeletePlan session={session} keep={() => setAsked(false)} done={done} />}
      <p role="status">{said}</p>
      {text && <CopyText label={t("My plan as text")} text={text} />}
    </div>
  );
}
