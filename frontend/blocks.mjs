// The views of each block: the script that the page names, its initialiser, and the source of the module behind it.
// What a view loads later is not listed: the sources say so with `import()`.

export const BLOCKS = [
  {
    package: "practice_explorer",
    views: {
      first: { script: "explorer.js", initialiser: "HrlPracticeExplorer", source: "src/explorer/first.tsx" },
      studio: { script: "explorer-studio.js", initialiser: "HrlPracticeExplorerStudio", source: "src/studio/first.tsx" },
    },
  },
  {
    package: "rights_map",
    views: {
      first: { script: "map.js", initialiser: "HrlRightsMap", source: "src/map/first.tsx" },
      studio: { script: "map-studio.js", initialiser: "HrlRightsMapStudio", source: "src/studio/first.tsx" },
    },
  },
  {
    package: "action_plan",
    views: {
      first: { script: "plan.js", initialiser: "HrlActionPlan", source: "src/plan/first.tsx" },
      studio: { script: "plan-studio.js", initialiser: "HrlActionPlanStudio", source: "src/studio/first.tsx" },
    },
  },
];
