// The editor in Studio.
import { mountEditor } from "./editor";

mountEditor("HrlActionPlanStudio");
