// The keyboard's focus never falls to the top of the page: a control that goes, or is hidden or switched off,
// when it was used hands it on to what stands in its place.

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]";
/** Time for a part that looks after its own focus, such as a record that takes it to its heading. */
const PAUSE = 60;

/** Where a control stood: itself and what is around it, inside out, each with what stood before it. */
type Place = Array<[Element, Element | null]>;

function placeOf(element: Element | null, frame: Element): Place {
  const found: Place = [];
  for (let at = element; at && at !== frame; at = at.parentElement) found.push([at, at.previousElementSibling]);
  return found;
}

/** What takes the focus over: the first control after the place, in the smallest part that is still there and has one. */
function heir(place: Place, frame: Element): HTMLElement {
  for (const [element, before] of place) {
    const around = element.isConnected ? element.parentElement : null;
    const within = around ?? (before?.isConnected ? before.parentElement : null);
    if (!within) continue;
    const all = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.getClientRects().length > 0);
    const after = before?.isConnected ? all.find((each) => before.compareDocumentPosition(each) === Node.DOCUMENT_POSITION_FOLLOWING) : all[0];
    const found = after ?? all[all.length - 1];
    if (found) return found;
  }
  (frame as HTMLElement).tabIndex = -1;
  return frame as HTMLElement;
}

/** Watch over the focus in a view. */
export function keepFocus(root: ShadowRoot, frame: Element): void {
  let place = placeOf(root.activeElement, frame);
  root.addEventListener("focusin", (event) => {
    place = placeOf(event.target as Element, frame);
  });
  const look = () => {
    const [last] = place[0] ?? [];
    const { activeElement } = document;
    // Gone, hidden or switched off: what is gone has no boxes either.
    const fell = last && (!last.getClientRects().length || last.matches(":disabled")) && !root.activeElement;
    if (fell && (!activeElement || activeElement === document.body || activeElement === root.host)) heir(place, frame).focus();
  };
  new MutationObserver(() => setTimeout(look, PAUSE)).observe(frame, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
}
