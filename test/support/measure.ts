/** Whether a walk goes all the way (`npm run long`), or as far as every day has time for. Each rule is tried in both. */
export const FULL_MEASURE = process.env.FULL_MEASURE === "1";
