import{a}from"./chunk-66IPDHSP.js";import"./chunk-PCR3FO2F.js";export{a as Conflict};
