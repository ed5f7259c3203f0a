// The bundles of each block: name of the file in public/, its source, and what a second script takes from the first.
// `parts`: the keys of PARTS in src/shared/parts.ts, and of what a block adds in its first script.
const SHARED_PARTS = [
  "preact",
  "preact/hooks",
  "shared/announce",
  "shared/atlas",
  "shared/atlas-loading",
  "shared/conflict",
  "shared/events",
  "shared/i18n",
  "shared/keep-button",
  "shared/practice-words",
  "shared/save-line",
  "shared/signal",
];

// The map gives name by name what its second script takes, so that its land fits into the first.
const MAP_PARTS = [
  "preact",
  "preact/hooks",
  "shared/announce",
  "shared/atlas",
  "shared/events",
  "shared/failure",
  "shared/i18n",
  "shared/signal",
  "map/basemap",
  "map/cluster",
  "map/look",
  "map/places",
  "map/projection",
  "map/sign",
  "map/speak",
];

export const BLOCKS = [
  {
    package: "practice_explorer",
    initialiser: "HrlPracticeExplorer",
    first: { file: "explorer.js", source: "src/explorer/first.tsx" },
    lazy: { file: "explorer-more.js", source: "src/explorer/more.tsx" },
    studio: { file: "explorer-studio.js", source: "src/studio/explorer.tsx" },
    parts: [...SHARED_PARTS, "explorer/cards", "explorer/query"],
  },
  {
    package: "rights_map",
    initialiser: "HrlRightsMap",
    first: { file: "map.js", source: "src/map/first.tsx" },
    lazy: { file: "map-more.js", source: "src/map/more.tsx" },
    studio: { file: "map-studio.js", source: "src/studio/map.tsx" },
    parts: MAP_PARTS,
  },
  {
    package: "action_plan",
    initialiser: "HrlActionPlan",
    first: { file: "plan.js", source: "src/plan/first.tsx" },
    lazy: ["actions", "conflict", "note", "overview", "practices", "take"].map((part) => ({ file: `plan-${part}.js`, source: `src/plan/part-${part}.tsx` })),
    studio: { file: "plan-studio.js", source: "src/studio/plan.tsx" },
    parts: [
      "preact",
      "preact/hooks",
      "shared/announce",
      "shared/atlas",
      "shared/failure",
      "shared/i18n",
      "shared/signal",
      "shared/versioned-value",
      "plan/answer",
      "plan/links",
      "plan/rules",
      "plan/shelf",
      "plan/with-part",
    ],
  },
];
