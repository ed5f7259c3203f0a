// One calm live region a block, on a stable parent, outside what is drawn again.
let region: HTMLElement | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Make the live region of this page's blocks. */
export function announcer(): HTMLElement {
  const element = document.createElement("div");
  element.className = "unseen";
  element.setAttribute("role", "status");
  element.setAttribute("aria-live", "polite");
  region = element;
  return element;
}

/** Say a sentence to a screen reader once nothing newer came for `delay` milliseconds. */
export function announce(sentence: string, delay = 150): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (region) region.textContent = sentence;
  }, delay);
}
