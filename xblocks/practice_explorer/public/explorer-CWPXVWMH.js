import{R as a}from"./chunk-PCR3FO2F.js";export{a as start};
