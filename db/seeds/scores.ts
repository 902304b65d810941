import type { SeedQuestion } from "./checklists.ts";

/**
 * The demo's judgements of the 19 risks, in the plan's order. The published plan has no scores; these are examples:
 * inherent likelihood × impact with reason, residual likelihood × impact with reason, treatment, cause, effect.
 */
export const JUDGEMENTS: {
	inherent: [number, number];
	residual: [number, number];
	treatment: "accept" | "treat" | "control";
	cause: string;
	effect: string;
}[] = [
	{
		inherent: [3, 4],
		residual: [2, 4],
		treatment: "control",
		cause: "Uppgifter är inte tydligt fördelade och följs inte upp varje år.",
		effect: "Ohälsa och olycksfall. Arbetsmiljöverket kan besluta om föreläggande, med eller utan vite.",
	},
	{
		inherent: [3, 3],
		residual: [3, 2],
		treatment: "treat",
		cause: "Många beställare med låg kännedom om avtalen.",
		effect: "Dyrare inköp och brott mot upphandlingsreglerna.",
	},
	{
		inherent: [2, 3],
		residual: [1, 3],
		treatment: "control",
		cause: "Få kassor, ovana handläggare.",
		effect: "Förlust av medel och felaktig redovisning.",
	},
	{
		inherent: [3, 3],
		residual: [2, 3],
		treatment: "control",
		cause: "Olika avtal och ersättningsnivåer per leverantör.",
		effect: "För hög ersättning betalas ut.",
	},
	{
		inherent: [3, 3],
		residual: [2, 2],
		treatment: "treat",
		cause: "Fakturor godkänns under tidspress.",
		effect: "Fel belopp eller fel mottagare betalas.",
	},
	{
		inherent: [3, 3],
		residual: [2, 3],
		treatment: "control",
		cause: "Två radattester räcker under 10 tkr, chefen ser inte köpet.",
		effect: "Otillåtna eller onödiga inköp.",
	},
	{
		inherent: [3, 2],
		residual: [2, 2],
		treatment: "treat",
		cause: "För få attestanter och ledigheter utan ersättare.",
		effect: "Försenade leveranser och dröjsmål.",
	},
	{
		inherent: [3, 4],
		residual: [3, 3],
		treatment: "treat",
		cause: "System köps in utan informationsklassning.",
		effect: "Obehörig åtkomst eller avbrott i vården.",
	},
	{
		inherent: [2, 3],
		residual: [2, 2],
		treatment: "treat",
		cause: "Intressenternas behov är inte kartlagda.",
		effect: "Ojämna resultat och omarbete.",
	},
	{
		inherent: [3, 4],
		residual: [2, 4],
		treatment: "treat",
		cause: "Följsamheten till rutiner varierar.",
		effect: "Vårdskador och ökad resistens.",
	},
	{
		inherent: [3, 4],
		residual: [3, 4],
		treatment: "treat",
		cause: "Reservrutiner övas sällan.",
		effect: "Patientsäkerheten hotas vid driftstörning.",
	},
	{
		inherent: [3, 3],
		residual: [2, 3],
		treatment: "treat",
		cause: "Rapportering tar tid och återkoppling saknas.",
		effect: "Samma händelse inträffar igen.",
	},
	{
		inherent: [2, 2],
		residual: [2, 2],
		treatment: "treat",
		cause: "Rutinen är okänd hos flera verksamheter.",
		effect: "Metoder införs utan värdering.",
	},
	{
		inherent: [3, 2],
		residual: [2, 2],
		treatment: "treat",
		cause: "Utbildning prioriteras bort.",
		effect: "Färre får stöd att ändra levnadsvanor.",
	},
	{
		inherent: [3, 2],
		residual: [3, 2],
		treatment: "treat",
		cause: "Kodning upplevs som krånglig.",
		effect: "Insatser syns inte i uppföljningen.",
	},
	{
		inherent: [2, 2],
		residual: [2, 2],
		treatment: "accept",
		cause: "Ekonomin tillåter inte en fysisk mottagning i år.",
		effect: "Stödet ges enbart digitalt.",
	},
	{
		inherent: [2, 4],
		residual: [2, 3],
		treatment: "treat",
		cause: "Riktlinjen är reviderad och inte införd överallt.",
		effect: "Produkter används fel.",
	},
	{
		inherent: [2, 2],
		residual: [1, 2],
		treatment: "control",
		cause: "Handledartid trängs undan av produktion.",
		effect: "Utbildningsplatser kan inte erbjudas.",
	},
	{
		inherent: [2, 2],
		residual: [2, 2],
		treatment: "control",
		cause: "Forskningstid trängs undan av produktion.",
		effect: "Finansierade uppdrag blir inte gjorda.",
	},
];

/** The default checklist for purchases under 10 tkr. */
export const PURCHASE_CHECKLIST: SeedQuestion[] = [
	{
		text: "Behövs inköpet i verksamheten?",
		help: "Syftet ska gå att förstå av underlaget eller av den som beställde.",
		finding: "Köp som inte behövs",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är leverantören avtalad?",
		help: "Kontrollera i avtalsdatabasen.",
		finding: "Köp utanför avtal",
		is_key: 0,
		asks_cause: 1,
	},
	{
		text: "Är det rätt artikel och pris enligt avtalet?",
		help: "Jämför artikel och pris med avtalet. Ej tillämpligt: det finns inget avtal att jämföra med.",
		finding: "Fel artikel eller pris",
		is_key: 0,
		asks_cause: 1,
		may_be_not_applicable: 1,
	},
	{ text: "Är mängden rimlig?", help: "Jämför med förbrukningen.", finding: "Orimlig mängd", is_key: 0, asks_cause: 0 },
	{
		text: "Är köpet ett helt köp, inte en del av ett uppdelat?",
		help: "Se efter om liknande köp gjorts samma dagar.",
		finding: "Uppdelat köp",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är beställaren behörig?",
		help: "Beställaren ska finnas i attestförteckningen.",
		finding: "Obehörig beställare",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är det två olika personer i radattesten?",
		help: "Den som beställer och den som attesterar ska vara olika.",
		finding: "Samma person i radattesten",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är leveransen mottagen och kontrollerad?",
		help: "Följesedel eller mottagningsattest.",
		finding: "Leverans inte kontrollerad",
		is_key: 0,
		asks_cause: 0,
	},
	{
		text: "Stämmer fakturan mot beställningen?",
		help: "Antal, pris och leverantör.",
		finding: "Faktura stämmer inte",
		is_key: 0,
		asks_cause: 0,
	},
	{
		text: "Finns ett begripligt underlag?",
		help: "Saknas underlaget är det en avvikelse, inte ett skäl att dra om.",
		finding: "Underlag saknas",
		is_key: 1,
		asks_cause: 0,
	},
	{
		text: "Är kontering, moms och period rätt?",
		help: "Konto, momskod och den månad köpet gäller.",
		finding: "Fel kontering",
		is_key: 0,
		asks_cause: 0,
	},
	{
		text: "Om köpet är utanför avtal: är orsaken angiven?",
		help: "Svara efter det som är antecknat på order, faktura eller attest.",
		finding: "Orsak till köp utanför avtal saknas",
		is_key: 0,
		asks_cause: 1,
		asked_when_no: 2,
	},
];
