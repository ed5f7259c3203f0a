// What `human_rights_mooc/studio.py` gives to the script of an editor.
import type { PageArguments } from "../shared/host";

/** One setting of the form. Bounds, pattern and sentences come from the definition that the server checks by. */
export interface SettingForm {
  name: string;
  kind: string;
  label: string;
  help: string;
  default: unknown;
  value: unknown;
  set: boolean;
  longest?: number;
  pattern?: string;
  byLine?: boolean;
  advice?: string;
  min?: number;
  max?: number;
  choices?: Array<{ value: string; label: string }>;
}

export interface GroupForm {
  title: string;
  settings: SettingForm[];
}

/** A question of ours, which an author may take as a beginning. */
export interface OwnQuestion {
  id: string;
  text: string;
  help?: string;
  optional?: boolean;
}

export interface EditorArguments extends PageArguments<unknown, unknown> {
  form: GroupForm[];
  /** Studio's address for files of this course. */
  assets: string;
  /** Address of a file of this course, with NAME for its name; "" outside a course. */
  assetPattern: string;
  steps?: Record<string, OwnQuestion[]>;
  titles?: Record<string, string>;
}

export type Values = Record<string, unknown>;

/** A value as text, "" for none. */
export const asText = (value: unknown): string => (typeof value === "string" ? value : value === null || value === undefined ? "" : String(value));
