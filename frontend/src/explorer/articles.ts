// The articles in which each right of the atlas stands, for the memo. Each was checked against the instrument's text in
// November 2026. Where to read them: https://undocs.org/ with the symbol, such as https://undocs.org/A/RES/44/25.
//   udhr      Universal Declaration of Human Rights, 1948: A/RES/217(III) A
//   iccpr     Covenant on Civil and Political Rights, 1966: A/RES/2200(XXI) A
//   icescr    Covenant on Economic, Social and Cultural Rights, 1966: A/RES/2200(XXI) A
//   cedaw     Convention on discrimination against women, 1979: A/RES/34/180
//   crc       Convention on the Rights of the Child, 1989: A/RES/44/25
//   crpd      Convention on the Rights of Persons with Disabilities, 2006: A/RES/61/106
//   refugees  Convention relating to the Status of Refugees, 1951: UN Treaty Series, vol. 189, p. 137
// A resolution of the UN General Assembly stands under its symbol; its numbers are paragraphs.
import { list, t } from "../shared/i18n";

type Place = [document: string, numbers?: string];

export const ARTICLES: Record<string, Place[]> = {
  equality: [["udhr", "1, 2, 7"], ["iccpr", "2(1), 26"], ["icescr", "2(2)"]],
  "gender-equality": [["iccpr", "3"], ["icescr", "3"], ["cedaw"]],
  "life-security": [["udhr", "3"], ["iccpr", "6, 9"]],
  // Violence at home and in the street: the Declaration on the Elimination of Violence against Women, and for children.
  "freedom-from-violence": [["udhr", "4, 5"], ["iccpr", "7, 8"], ["crc", "19"], ["A/RES/48/104"]],
  "privacy-family": [["udhr", "12, 16"], ["iccpr", "17, 23"]],
  movement: [["udhr", "13"], ["iccpr", "12"]],
  asylum: [["udhr", "14"], ["refugees"]],
  "nationality-recognition": [["udhr", "6, 15"], ["iccpr", "16, 24"]],
  belief: [["udhr", "18"], ["iccpr", "18"]],
  "expression-information": [["udhr", "19"], ["iccpr", "19"]],
  "assembly-association": [["udhr", "20"], ["iccpr", "21, 22"]],
  "political-participation": [["udhr", "21"], ["iccpr", "25"]],
  "remedy-justice": [["udhr", "7, 8, 10"], ["iccpr", "2(3), 14, 26"]],
  // Principles on the right to a remedy and reparation.
  "truth-reparation": [["iccpr", "2(3)"], ["A/RES/60/147"]],
  // Security of tenure is a part of adequate housing: general comment No. 4 on the Covenant, E/1992/23, paragraph 8 (a).
  "property-tenure": [["udhr", "17"], ["icescr", "11"]],
  work: [["udhr", "23"], ["icescr", "6, 7, 8"]],
  "social-security": [["udhr", "22, 25"], ["icescr", "9"]],
  "adequate-living": [["udhr", "25"], ["icescr", "11"]],
  housing: [["udhr", "25"], ["icescr", "11"]],
  food: [["udhr", "25"], ["icescr", "11"]],
  // Why articles 11 and 12: general comment No. 15 on the Covenant, E/C.12/2002/11, paragraph 3.
  "water-sanitation": [["icescr", "11, 12"], ["A/RES/64/292"]],
  health: [["udhr", "25"], ["icescr", "12"]],
  education: [["udhr", "26"], ["icescr", "13, 14"]],
  // Declaration on Human Rights Education and Training.
  "human-rights-education": [["udhr", "26(2)"], ["icescr", "13(1)"], ["A/RES/66/137"]],
  culture: [["udhr", "27"], ["icescr", "15"], ["iccpr", "27"]],
  "rest-leisure": [["udhr", "24"], ["icescr", "7(d)"], ["crc", "31"]],
  environment: [["A/RES/76/300"]],
  "child-rights": [["crc"], ["iccpr", "24"]],
  "disability-rights": [["crpd"]],
  // Declaration on the Rights of Indigenous Peoples, on Human Rights Defenders, on the Right to Peace.
  "indigenous-rights": [["A/RES/61/295"]],
  "defend-rights": [["A/RES/53/144"]],
  peace: [["A/RES/71/189"]],
  // The New Urban Agenda takes note of it; no instrument of the UN makes it a right of its own.
  "right-to-the-city": [["A/RES/71/256", "11"]],
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

function placeOf([id, numbers]: Place): string {
  const document = nameOf(id);
  if (!numbers) return document;
  if (id.startsWith("A/RES/")) return t("{document}, para. {paragraphs}", { document, paragraphs: numbers });
  return t("{document}, art. {articles}", { document, articles: numbers });
}

/** Where a right stands, in words; "" for a right that this list does not know. */
export function articlesOf(right: string): string {
  return list((ARTICLES[right] ?? []).map(placeOf));
}
