// Made by scripts/generate.mjs. Do not edit.
export const templates = {

};
