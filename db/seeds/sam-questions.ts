/** The questions of the yearly follow-up (AFS 2023:1, systematiskt arbetsmiljöarbete), the first edition. */
export const SAM_QUESTIONS: { key: string; text: string; help: string }[] = [
	{
		key: "allocation",
		text: "Är fördelningen av arbetsmiljöuppgifter till dig skriftlig och aktuell?",
		help: "Ja om fördelningen är skriftlig, gäller den enhet du leder i dag och du har kvitterat den.",
	},
	{
		key: "authority",
		text: "Har du de befogenheter som uppgifterna kräver?",
		help: "Rätt att besluta och vidta åtgärder, till exempel stoppa ett farligt arbete, köpa in utrustning eller ändra bemanningen.",
	},
	{
		key: "resources",
		text: "Har du de resurser som uppgifterna kräver?",
		help: "Tid, personal, lokaler, utrustning och pengar. Antalet medarbetare per chef hör hit.",
	},
	{
		key: "knowledge",
		text: "Har du de kunskaper som uppgifterna kräver?",
		help: "Om regler, om hur människor reagerar i olika situationer, om fysiska och organisatoriska risker i just er verksamhet.",
	},
	{
		key: "passed_on",
		text: "Är de uppgifter som du har fördelat vidare skriftligt fördelade?",
		help: "Ej aktuellt om du inte har fördelat några uppgifter vidare.",
	},
	{
		key: "participation",
		text: "Deltar skyddsombud och medarbetare i arbetsmiljöarbetet?",
		help: "Vid undersökningar, riskbedömningar, utredningar och förändringar. Arbetsplatsträffar räknas när arbetsmiljön tas upp där.",
	},
	{
		key: "policy",
		text: "Är arbetsmiljöpolicyn och målen för den organisatoriska och sociala arbetsmiljön kända?",
		help: "Fråga några medarbetare: vet de vad policyn säger och var den finns?",
	},
	{
		key: "routines",
		text: "Är rutinerna för arbetsmiljöarbetet kända?",
		help: "Vem gör vad, när och hur: skyddsrond, riskbedömning, tillbud, hot och våld, kränkande särbehandling.",
	},
	{
		key: "investigation",
		text: "Undersöks arbetsförhållandena regelbundet?",
		help: "Skyddsrond, medarbetarsamtal, enkäter, undersökning av organisatorisk och social arbetsmiljö (OSA).",
	},
	{
		key: "risk_assessment",
		text: "Görs riskbedömningar skriftligt, också inför förändringar?",
		help: "Den ska visa vilka risker som finns och om de är allvarliga. Inför förändringar: ny lokal, nytt schema, ny organisation, nytt arbetssätt.",
	},
	{
		key: "incidents",
		text: "Anmäls och utreds tillbud, olycksfall och ohälsa?",
		help: "Utredningen ska visa orsakerna, så att det inte händer igen.",
	},
	{
		key: "measures",
		text: "Genomförs åtgärder, eller finns de i en skriftlig handlingsplan?",
		help: "Det som inte åtgärdas genast ska stå i handlingsplanen med vad, vem och när.",
	},
	{
		key: "effect",
		text: "Kontrolleras det att åtgärderna har haft effekt?",
		help: "Någon har i efterhand sett efter om risken är borta eller mindre, och att ingen ny risk har uppstått.",
	},
	{
		key: "instructions",
		text: "Finns det skriftliga instruktioner för arbete med allvarliga risker?",
		help: "Till exempel hot och våld, ensamarbete, smitta, strålning, tunga lyft, farliga ämnen.",
	},
	{
		key: "occupational_health",
		text: "Används företagshälsovården när den egna kunskapen inte räcker?",
		help: "Vid undersökning, riskbedömning, åtgärder eller rehabilitering. Ej aktuellt om behovet inte har funnits.",
	},
	{
		key: "last_year",
		text: "Är förra årets förbättringar genomförda?",
		help: "Se förra årets åtgärder bredvid frågorna. Ej aktuellt om inga beslutades.",
	},
];
