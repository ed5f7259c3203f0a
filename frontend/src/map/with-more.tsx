// The map's second script.
import { h, type ComponentChild } from "preact";
import type { Host } from "../shared/host";
import { WithSecond } from "../shared/lazy";
import type { More } from "./more-types";

/** Draws its child once the second script is there. */
export function WithMore({ host, children }: { host: Host; children: (more: More) => ComponentChild }) {
  return (
    <WithSecond<More> host={host} initialiser="HrlRightsMap" file="map-more.js">
      {children}
    </WithSecond>
  );
}
