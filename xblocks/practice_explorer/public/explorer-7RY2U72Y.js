import{R as a}from"./chunk-B6RM6D6J.js";export{a as start};
