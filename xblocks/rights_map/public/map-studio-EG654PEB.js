import{p as a}from"./chunk-RPH7BMAK.js";export{a as start};
