export const BLOCKS: Array<{ package: string; initialiser: string; parts: string[] }>;
