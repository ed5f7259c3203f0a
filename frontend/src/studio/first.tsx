// The editor of a block in Studio.
import { h } from "preact";
import browse from "../shared/browse.css";
import pair from "../shared/pair.css";
import { view } from "../shared/view";
import { Editor } from "./editor";
import sheet from "./studio.css";
import type { EditorArguments } from "./types";

export const start = view((host, args) => <Editor host={host} args={args as unknown as EditorArguments} />, [browse, pair, sheet]);
