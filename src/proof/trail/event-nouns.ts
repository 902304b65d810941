import { EVENT_NAMES, type EventName } from "../../ground/write/events.ts";

type NounOf<Name> = Name extends `${infer Noun}.${string}` ? Noun : never;
type Noun = NounOf<EventName>;

/** What an event is about, by the first word of its type: the choices of the log's filter. */
export const EVENT_NOUNS: Record<Noun, string> = {
	system: "Systemet",
	unit: "Enhet",
	board: "Nämnd",
	person: "Person",
	role: "Roll",
	session: "Inloggning",
	account: "Konto",
	sessions: "Inloggningar",
	list_view: "Sparad vy",
	directory: "Katalogen",
	hr: "Uppgifter från personalsystemet",
	installation: "Installationen",
	integration: "Integration",
	setting: "Inställning",
	plan: "Internkontrollplan",
	area: "Verksamhet",
	risk: "Risk",
	measure: "Åtgärd",
	checklist: "Checklista",
	control: "Kontrollmoment",
	runs: "Kontrolltillfällen skapade",
	run: "Kontrolltillfälle",
	duty: "Hinder enligt åtskilda uppgifter",
	mapping: "Kolumnrubrik",
	frame_rule: "Vad som räknas som inköp",
	unit_code: "Enhetens kod i ekonomisystemet",
	purchases: "Inköpsfil",
	population: "Population",
	draw: "Planerad dragning",
	sample: "Dragning",
	item: "Draget inköp",
	sample_plan: "Stickprovsplan",
	ledger: "Regler över alla rader",
	hit: "Träff",
	agreements: "Avtalslista",
	balances: "Kontosaldon",
	costs: "Kommentar till materialkostnad",
	cash_fund: "Kontantkassa",
	cash_order: "Ordning för kontantkassor",
	cash: "Räkning av kontantkassa",
	invoice: "Faktura",
	money_plan: "Stickprovsplan i kronor",
	accessibility: "Tillgänglighetsfel",
	deviation: "Avvikelse",
	evidence: "Underlag",
	retention: "Gallringstid",
	disposal: "Gallring",
	hold: "Gallringsspärr",
	period: "Rapporttillfälle",
	report: "Rapport",
	package: "Granskningspaket",
	archive: "Arkivexport",
	template: "Arbetsboksmall",
	trail: "Loggen",
	backup: "Säkerhetskopia",
	follow_up: "Uppföljning",
	delivery: "Leverans till rapport",
	reminder: "Påminnelse",
	seal: "Stängd rapport",
	assessment: "ISK-bedömning",
	governance: "Styrning (krav a–b)",
	recommendation: "Rekommendation",
	dialogue: "Verksamhetsdialog",
	decision_paper: "FöredragningsPM",
	meeting: "Sammanträde",
	region_item: "Regiongemensamt",
	sam: "SAM-omgång",
	sam_review: "SAM-uppföljning",
	sam_return: "SAM-returnering",
	sam_action: "SAM-åtgärd",
	sam_allocation: "SAM-fördelning",
};

export function nounOf(type: string): string {
	return EVENT_NOUNS[type.slice(0, type.indexOf(".")) as Noun] ?? "Annat";
}

/** The types an event noun stands for. */
export function typesOf(noun: keyof typeof EVENT_NOUNS): EventName[] {
	return EVENT_NAMES.filter((name) => name.startsWith(`${noun}.`));
}
