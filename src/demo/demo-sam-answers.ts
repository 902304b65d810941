import type { SamAnswer } from "../../db/schema/sam/words.ts";
import type { QuestionInput, ReviewInput } from "../sam/schema.ts";

/** What goes less well, by question: where it does, comment and åtgärd. */
const WEAKER: Record<number, { answer: SamAnswer; comment: string; what: string; who: string }> = {
	3: {
		answer: "partly",
		comment: "Över 40 medarbetare på en chef.",
		what: "Ta upp antalet medarbetare per chef i verksamhetsdialogen",
		who: "Enhetschefen",
	},
	4: {
		answer: "partly",
		comment: "Har inte gått grundutbildningen ännu.",
		what: "Gå regionens utbildning i arbetsmiljö för chefer",
		who: "Enhetschefen",
	},
	6: {
		answer: "partly",
		comment: "Skyddsombudet har haft svårt att få tid.",
		what: "Boka in skyddsombudet på alla skyddsronder ett år framåt",
		who: "Biträdande enhetschef",
	},
	9: {
		answer: "partly",
		comment: "Den fysiska skyddsronden är gjord, OSA-ronden återstår.",
		what: "Genomför OSA-rond på arbetsplatsträff",
		who: "Enhetschefen och skyddsombudet",
	},
	10: {
		answer: "no",
		comment: "Schemaändringen i våras gjordes utan skriftlig riskbedömning.",
		what: "Inför en fast punkt om riskbedömning i mallen för förändringar",
		who: "Enhetschefen",
	},
	13: {
		answer: "partly",
		comment: "Uppföljning görs, men skrivs inte ned.",
		what: "Lägg till kolumnen Effekt kontrollerad i handlingsplanen",
		who: "Biträdande enhetschef",
	},
	14: {
		answer: "no",
		comment: "Instruktion för ensamarbete kvällstid saknas.",
		what: "Skriv en instruktion för ensamarbete kvällstid",
		who: "Enhetschefen och skyddsombudet",
	},
};
const QUESTIONS = 16;

/** The n-th manager's answers: mostly Ja, each with a few of the weaker points; some have only begun. */
export function demoAnswers(n: number, begun: boolean, on: string, due_on: string): ReviewInput {
	const count = begun ? 6 : QUESTIONS;
	const answers = Array.from({ length: count }, (_, index): QuestionInput => {
		const position = index + 1;
		const weaker = (n * 5 + position * 3) % 7 === 0 ? WEAKER[position] : undefined;
		if (weaker) return { position, ...weaker, due_on, seen: 0 };
		const rests = (position === 5 || position === 15) && n % 3 === 0;
		return {
			position,
			answer: rests ? "not_applicable" : "yes",
			comment: "",
			what: "",
			who: "",
			due_on: null,
			seen: 0,
		};
	});
	const participation = begun
		? null
		: {
				participants: "Arbetsplatsträffen och skyddsombudet",
				rep_stand: n % 9 === 4 ? ("absent" as const) : ("took_part" as const),
				rep_name: n % 9 === 4 ? "" : "Skyddsombudet för enheten",
				rep_on: n % 9 === 4 ? null : on,
				rep_text: n % 9 === 4 ? "Enheten har inget skyddsombud för närvarande." : "",
				seen: 0,
			};
	return { form_id: `demo-${n}`, reason: "", answers, participation };
}

export const RECONCILIATION = {
	works: "Arbetsmiljöarbetet fungerar i vardagen. Skyddsronder och handlingsplan är på plats.",
	authority: "yes",
	resources: "partly",
	knowledge: "yes",
	support: "HR-partner deltar vid nästa OSA-rond.",
	outcome: "remains",
	outcome_text: "",
	what: "",
	why: "",
	from_on: null,
} as const;

export const RETURN = {
	what: "Uppgifterna om fysisk arbetsmiljö i lokalerna.",
	why: "Befogenheten att beställa ombyggnad ligger hos fastighetsavdelningen. Jag kan inte ansvara för det jag inte får besluta om.",
};
