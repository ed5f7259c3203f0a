import{Z as a}from"./chunk-F4ALJF6R.js";export{a as start};
