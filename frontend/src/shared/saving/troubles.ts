// What went wrong with a request, in one true sentence and what to do.
import type { Trouble } from "./failures";
import { t } from "../i18n";

export function sentence(trouble: Trouble): string {
  const sentences: Record<Trouble, () => string> = {
    away: () => t("No connection."),
    login: () => t("You are logged out. Log in again in another tab, then try again."),
    slow: () => t("The platform did not answer in time."),
    moved: () => t("The platform sends this page elsewhere: your login may have ended. Log in again in another tab, then try again."),
    cookie: () => t("The platform no longer accepts this page: your login or its security cookie may have ended. Open the course in another tab, log in if it asks you, then try again."),
    gone: () => t("The platform no longer finds this activity. Copy your text, then load the page again."),
    large: () => t("This is too much at once for the platform. Shorten your text, then try again."),
    busy: () => t("The platform has too many requests at the moment."),
    fault: () => t("The platform has a fault at the moment."),
    odd: () => t("The platform gave an answer that does not fit."),
    refused: () => t("The platform did not accept this."),
  };
  return sentences[trouble]();
}
