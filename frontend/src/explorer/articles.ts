// The articles in which each right of the atlas stands, for the memo. Instruments: the Universal Declaration (1948),
// the Covenants (1966), CEDAW (1979), CRC (1989), CRPD (2006), the Refugee Convention (1951), and resolutions of the UN General Assembly by their symbol.
import { list, t } from "../shared/i18n";

type Place = [document: string, articles?: string];

const ARTICLES: Record<string, Place[]> = {
  equality: [["udhr", "1, 2, 7"], ["iccpr", "26"], ["icescr", "2(2)"]],
  "gender-equality": [["iccpr", "3"], ["icescr", "3"], ["cedaw"]],
  "life-security": [["udhr", "3"], ["iccpr", "6, 9"]],
  "freedom-from-violence": [["udhr", "4, 5"], ["iccpr", "7, 8"]],
  "privacy-family": [["udhr", "12, 16"], ["iccpr", "17, 23"]],
  movement: [["udhr", "13"], ["iccpr", "12"]],
  asylum: [["udhr", "14"], ["refugees"]],
  "nationality-recognition": [["udhr", "6, 15"], ["iccpr", "16, 24"]],
  belief: [["udhr", "18"], ["iccpr", "18"]],
  "expression-information": [["udhr", "19"], ["iccpr", "19"]],
  "assembly-association": [["udhr", "20"], ["iccpr", "21, 22"]],
  "political-participation": [["udhr", "21"], ["iccpr", "25"]],
  "remedy-justice": [["udhr", "7, 8, 10"], ["iccpr", "2(3), 14"]],
  "truth-reparation": [["iccpr", "2(3)"], ["A/RES/60/147"]],
  "property-tenure": [["udhr", "17"]],
  work: [["udhr", "23"], ["icescr", "6, 7, 8"]],
  "social-security": [["udhr", "22, 25"], ["icescr", "9"]],
  "adequate-living": [["udhr", "25"], ["icescr", "11"]],
  housing: [["udhr", "25"], ["icescr", "11"]],
  food: [["udhr", "25"], ["icescr", "11"]],
  "water-sanitation": [["icescr", "11, 12"], ["A/RES/64/292"]],
  health: [["udhr", "25"], ["icescr", "12"]],
  education: [["udhr", "26"], ["icescr", "13, 14"]],
  "human-rights-education": [["udhr", "26(2)"], ["icescr", "13(1)"], ["A/RES/66/137"]],
  culture: [["udhr", "27"], ["icescr", "15"], ["iccpr", "27"]],
  "rest-leisure": [["udhr", "24"], ["icescr", "7(d)"], ["crc", "31"]],
  environment: [["A/RES/76/300"]],
  "child-rights": [["crc"], ["iccpr", "24"]],
  "disability-rights": [["crpd"]],
  "indigenous-rights": [["A/RES/61/295"]],
  "defend-rights": [["A/RES/53/144"]],
  peace: [["A/RES/71/189"]],
  "right-to-the-city": [["A/RES/71/256"]],
};

function nameOf(document: string): string {
  switch (document) {
    case "udhr":
      return t("Universal Declaration of Human Rights");
    case "iccpr":
      return t("Covenant on Civil and Political Rights");
    case "icescr":
      return t("Covenant on Economic, Social and Cultural Rights");
    case "cedaw":
      return t("Convention on the Elimination of All Forms of Discrimination against Women");
    case "crc":
      return t("Convention on the Rights of the Child");
    case "crpd":
      return t("Convention on the Rights of Persons with Disabilities");
    case "refugees":
      return t("Convention relating to the Status of Refugees");
    default:
      return t("UN General Assembly resolution {symbol}", { symbol: document });
  }
}

/** Where a right stands, in words; "" for a right that this list does not know. */
export function articlesOf(right: string): string {
  const places = ARTICLES[right] ?? [];
  return list(places.map(([document, articles]) => (articles ? t("{document}, art. {articles}", { document: nameOf(document), articles }) : nameOf(document))));
}
