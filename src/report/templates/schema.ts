import { z } from "zod";
import { line, version } from "../../ground/write/fields.ts";

export const UploadTemplate = z.object({ name: line(100) });
export type UploadTemplate = z.output<typeof UploadTemplate>;

/** The mapping's own fields are named by the place's number in the template: `place_0`, `place_1` … */
export const MapTemplate = z.looseObject({ version });
export type MapTemplate = z.output<typeof MapTemplate>;

export const FillTemplate = z.object({});
