import{V as a}from"./chunk-TLVHT66U.js";export{a as start};
