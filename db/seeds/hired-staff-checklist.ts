import type { SeedQuestion } from "./checklists.ts";

/** The checklist of invoices of hired staff: compensation by the agreement, and hours certified by both sides. */
export const HIRED_STAFF_CHECKLIST: SeedQuestion[] = [
	{
		text: "Finns ett avtal eller avrop som omfattar uppdraget?",
		help: "Leverantör, yrkeskategori och tidsperiod ska stämma med avtalet.",
		is_key: 1,
		asks_cause: 1,
	},
	{
		text: "Är timpriset det avtalade?",
		help: "Jämför med avtalets prislista för yrkeskategorin och tiden på dygnet.",
		is_key: 1,
		asks_cause: 1,
	},
	{
		text: "Följer ersättningsnivån i övrigt avtalet?",
		help: "Tillägg, jour, restid, logi och indexuppräkning.",
		is_key: 1,
		asks_cause: 1,
		may_be_not_applicable: 1,
		not_applicable_reason: "En faktura utan tillägg har inget annat än timpriset att jämföra.",
	},
	{
		text: "Är timmarna intygade av verksamheten?",
		help: "Tidrapporten är undertecknad av någon som kan bedöma den, före fakturan.",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är timmarna intygade av leverantören?",
		help: "Leverantörens egen tidrapport, med namn och datum.",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är de fakturerade timmarna desamma som de intygade?",
		help: "Också rast, jour och beredskap enligt riktlinjen för tidrapportering.",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är två olika personer med i attesten?",
		help: "Den som beställer och den som attesterar ska vara olika.",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är underlaget begripligt utan att namn på patienter framgår?",
		help: "Uppdrag, period och yrkeskategori ska gå att förstå.",
		is_key: 0,
		asks_cause: 0,
	},
	{
		text: "Hör kostnaden till rätt period?",
		help: "Uppdragets period, inte fakturans datum.",
		is_key: 0,
		asks_cause: 0,
	},
	{
		text: "Är momsen rätt?",
		help: "Uthyrning av personal är momspliktig också i vården, med de undantag som gäller.",
		is_key: 0,
		asks_cause: 0,
	},
	{
		text: "Är konteringen rätt?",
		help: "Konto för inhyrd personal, ansvar och yrkeskategori.",
		is_key: 0,
		asks_cause: 0,
	},
];
