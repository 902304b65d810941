/** The plan with everything that is stored of it, for reading it back. */
export const PLAN_FILE_SHEET = "Plan att läsa in";
