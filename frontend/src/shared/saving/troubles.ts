// What went wrong with a request, in one true sentence and what to do.
import type { Trouble } from "./failures";
import { t } from "./words";

export function sentence(trouble: Trouble): string {
  const sentences: Record<Trouble, () => string> = {
    away: () => t("No connection."),
    login: () => t("You are logged out. Log in again in another tab, then try again."),
    slow: () => t("The platform did not answer in time."),
    moved: () => t("The platform sent another page, perhaps to log in. Log in in another tab, then try again."),
    cookie: () => t("The platform no longer accepts this page. Open the course in another tab, then try again."),
    gone: () => t("The platform no longer finds this activity. Copy your text, then load the page again."),
    large: () => t("This is too much at once. Shorten your text, then try again."),
    busy: () => t("The platform gets too many requests."),
    fault: () => t("The platform has a fault at the moment."),
    odd: () => t("The platform did not answer as it should."),
  };
  return sentences[trouble]();
}
