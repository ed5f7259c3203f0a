// Folding of letters for search: case, accents and the letters that Unicode does not take apart.
const SPECIAL: Record<string, string> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ħ: "h", ŋ: "n", ə: "e",
  أ: "ا", إ: "ا", آ: "ا", ى: "ي", ة: "ه",
};
const SPECIAL_PATTERN = new RegExp(`[${Object.keys(SPECIAL).join("")}]`, "g");

/** "São Paulo" -> "sao paulo". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "")
    .normalize("NFC")
    .replace(SPECIAL_PATTERN, (letter) => SPECIAL[letter] ?? letter);
}

/** The words of a text, folded. */
export function words(text: string): string[] {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
