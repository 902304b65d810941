import { z } from "zod";
import { date } from "../../ground/write/fields.ts";

export const ChooseDay = z.object({ datum: date() });
