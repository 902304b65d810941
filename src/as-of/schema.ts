import { z } from "zod";
import { date } from "../write/fields.ts";

export const ChooseDay = z.object({ datum: date() });
