import{Z as a}from"./chunk-6CHQTQJZ.js";export{a as start};
