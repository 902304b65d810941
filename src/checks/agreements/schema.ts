import { z } from "zod";
import { reference } from "../../ground/write/fields.ts";

/** Whose agreements the file lists. */
export const ImportAgreements = z.object({ unit_id: reference() });
