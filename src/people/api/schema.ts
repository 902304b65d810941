import { z } from "zod";
import { integer, line } from "../../ground/write/fields.ts";

export const MOST_DAYS = 365;

export const AddApiToken = z.object({ name: line(80), days: integer(1, MOST_DAYS) });
export type AddApiToken = z.infer<typeof AddApiToken>;
