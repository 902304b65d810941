import type { Migration } from "kysely";
import * as register from "./001-register.ts";
import * as samples from "./002-samples.ts";
import * as reportIndexes from "./010-report-indexes.ts";
import * as frozenPopulations from "./020-frozen-populations.ts";
import * as sam from "./030-sam.ts";
import * as accounts from "./040-accounts.ts";
import * as ledger from "./050-ledger.ts";
import * as assessments from "./060-assessments.ts";
import * as templates from "./070-templates.ts";
import * as sisterControls from "./080-sister-controls.ts";
import * as correctedPopulations from "./090-corrected-populations.ts";
import * as retention from "./093-retention.ts";
import * as accessibility from "./094-accessibility.ts";
import * as rowHistory from "./096-row-history.ts";
import * as recommendations from "./098-recommendations.ts";
import * as hiredStaff from "./100-hired-staff.ts";
import * as pageIndexes from "./101-page-indexes.ts";
import * as hitCards from "./102-hit-cards.ts";

/** Every migration, in order. A name that has shipped never changes; neither does its content. */
export const migrations: Record<string, Migration> = {
	"001-register": register,
	"002-samples": samples,
	"010-report-indexes": reportIndexes,
	"020-frozen-populations": frozenPopulations,
	"030-sam": sam,
	"040-accounts": accounts,
	"050-ledger": ledger,
	"060-assessments": assessments,
	"070-templates": templates,
	"080-sister-controls": sisterControls,
	"090-corrected-populations": correctedPopulations,
	"093-retention": retention,
	"094-accessibility": accessibility,
	"096-row-history": rowHistory,
	"098-recommendations": recommendations,
	"100-hired-staff": hiredStaff,
	"101-page-indexes": pageIndexes,
	"102-hit-cards": hitCards,
};
