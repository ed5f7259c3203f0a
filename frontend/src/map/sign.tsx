// A sign of the map, small, in the legend, the list and the panel. Words stand beside it.
import { h } from "preact";
import type { Sign, Stroke } from "./look";

/** The sign as a picture that says nothing by itself. */
export function SignPicture({ sign, stroke = "full" }: { sign: Sign; stroke?: Stroke }) {
  return (
    <svg class={`sign ${stroke}`} viewBox="-12 -12 24 24" width="20" height="20" aria-hidden="true" focusable="false" style={{ color: sign.colour }}>
      <path d={sign.path} />
    </svg>
  );
}
