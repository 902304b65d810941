import { RUN_STANDINGS } from "../../../db/schema/checks/runs-state.ts";
import { RUN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { frequencyOfKey } from "../../ground/calendar/occurrence.ts";
import { day, objectId, oneOf, shaped, someOf, year } from "../../ground/tables/filters.ts";

export const RUN_FILTERS = {
	enhet: objectId("Enhet"),
	kontroll: objectId("Kontroll"),
	period: shaped("Period", "Till exempel 2026-10, 2026-Q4, 2026-T3 eller 2026.", (key) => frequencyOfKey(key) !== null),
	status: oneOf("Status", RUN_STATUSES),
	lage: someOf("Läge", RUN_STANDINGS),
	slutar_fran: day("Perioden slutar från och med"),
	slutar_till: day("Perioden slutar till och med"),
	forfaller_fran: day("Förfaller från och med"),
	forfaller_till: day("Förfaller till och med"),
	signerad_fran: day("Signerad från och med"),
};

export const STRIP_FILTERS = { ar: year("År"), kontroll: objectId("Kontroll"), enhet: objectId("Enhet") };
