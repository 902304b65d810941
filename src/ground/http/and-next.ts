import { GOES_ON } from "../../../views/ui/work-run.tsx";
import type { FormValues } from "./form-fields.ts";

/** Whether the form was saved with the button that goes on to the next. */
export const goesOn = (values: FormValues): boolean => values[GOES_ON.name] === GOES_ON.value;
