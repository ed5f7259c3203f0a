import{p as a}from"./chunk-CS24MAGP.js";export{a as start};
