import { z } from "zod";
import { date, line, reference } from "../../ground/write/fields.ts";

export const AddBoard = z.object({ name: line(120), unit_id: reference(), valid_from: date() });
export type AddBoard = z.infer<typeof AddBoard>;
