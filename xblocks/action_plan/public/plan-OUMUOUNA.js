import{V as a}from"./chunk-E2KGS3GZ.js";export{a as start};
