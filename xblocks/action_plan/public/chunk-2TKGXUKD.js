var p=".pair{display:grid;gap:12px;grid-template-columns:1fr}@container (min-width: 640px){.pair{grid-template-columns:1fr 1fr}}";export{p as a};
