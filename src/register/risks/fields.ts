import type { Risk } from "../../../db/queries/register/risks.ts";
import { RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditRisk } from "./schema.ts";

export const RISK_FIELDS = {
	area_id: { label: "Verksamhet", kind: "reference", name: (risk) => risk.area },
	title: { label: "Rubrik", short: "Risk", trail: "rubrik", kind: "text" },
	description: { label: "Beskrivning", kind: "text" },
	cause: { label: "Orsak", kind: "text" },
	effect: { label: "Konsekvens i text", kind: "text" },
	scope: { label: "Omfattning", kind: "word", words: RISK_SCOPES },
	requirements: { label: "Krav som hotas", short: "Krav", kind: "words" },
	origin: { label: "Ursprung", kind: "text" },
	owner_id: { label: "Riskägare", trail: "ansvarig", kind: "reference", name: (risk) => risk.owner_name },
	inherent_likelihood: {
		label: "Inneboende sannolikhet",
		list: "Inneboende: sannolikhet",
		kind: "count",
		read: (risk) => risk.inherent?.likelihood ?? null,
	},
	inherent_impact: {
		label: "Inneboende konsekvens",
		list: "Inneboende: konsekvens",
		kind: "count",
		read: (risk) => risk.inherent?.impact ?? null,
	},
	inherent_reason: { label: "Skäl för inneboende risk", list: "Inneboende: skäl", kind: "text" },
	residual_likelihood: {
		label: "Kvarstående sannolikhet",
		list: "Kvarstående: sannolikhet",
		kind: "count",
		read: (risk) => risk.residual?.likelihood ?? null,
	},
	residual_impact: {
		label: "Kvarstående konsekvens",
		list: "Kvarstående: konsekvens",
		kind: "count",
		read: (risk) => risk.residual?.impact ?? null,
	},
	residual_reason: { label: "Skäl för kvarstående risk", list: "Kvarstående: skäl", kind: "text" },
	target_likelihood: {
		label: "Mål för sannolikhet",
		list: "Mål: sannolikhet",
		kind: "count",
		read: (risk) => risk.target?.likelihood ?? null,
	},
	target_impact: {
		label: "Mål för konsekvens",
		list: "Mål: konsekvens",
		kind: "count",
		read: (risk) => risk.target?.impact ?? null,
	},
	target_reason: { label: "Skäl för målet", list: "Mål: skäl", kind: "text" },
	treatment: { label: "Hantering", kind: "word", words: TREATMENTS },
	treatment_reason: { label: "Skäl för hantering", kind: "text" },
	treatment_decider_id: {
		label: "Beslutad av",
		trail: "beslutsfattare",
		kind: "reference",
		name: (risk) => risk.treatment_decider_name,
	},
	treatment_review_on: { label: "Omprövas", trail: "dag för omprövning", kind: "date" },
} as const satisfies FieldsOf<EditRisk, Risk>;
