import { z } from "zod";

/** The file is all there is to say. */
export const TakeTemplate = z.object({});
