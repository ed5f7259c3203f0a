import{a}from"./chunk-2VRVNQXO.js";import"./chunk-B6RM6D6J.js";export{a as Conflict};
