/** A word of the field with what it means here, in one sentence. The words are those of the law and of the pages. */
export interface Word {
	word: string;
	meaning: string;
}

/** In the order of the Swedish alphabet. */
export const WORDS: readonly Word[] = [
	{
		word: "Attestant",
		meaning: "Den som har godkänt ett inköp, en mottagning eller en betalning i ekonomisystemet.",
	},
	{
		word: "Avstämning",
		meaning: "Fördelande chefens årliga genomgång med varje chef som har fått arbetsmiljöuppgifter.",
	},
	{
		word: "Avvikelse",
		meaning:
			"Något som inte är som det ska. Varje Nej blir en avvikelse, och den är öppen tills effekten är kontrollerad.",
	},
	{ word: "Beställare", meaning: "Den som har beställt ett inköp. Beställaren granskar aldrig sitt eget köp." },
	{
		word: "Brytdatum",
		meaning: "Rapportens sista dag. Kontroller vars period slutar till och med den dagen hör till rapporten.",
	},
	{
		word: "Frysning",
		meaning:
			"Populationen och villkoren för stickprovet låses innan något dras, så att ingen kan ändra dem efter svaren.",
	},
	{
		word: "Inneboende risk",
		meaning: "Hur stor risken är utan åtgärder. Kvarstående risk är vad som är kvar med dem.",
	},
	{
		word: "Internkontrollplan",
		meaning: "Nämndens beslut för ett år om vilka risker som ska hanteras och vad som ska kontrolleras.",
	},
	{
		word: "ISK-bedömning",
		meaning: "Omdömet om den interna styrningen och kontrollen, för varje krav a–e och totalt, med skäl.",
	},
	{ word: "Jäv", meaning: "Att ha del i det som granskas. Den som har det varken utför eller granskar kontrollen." },
	{
		word: "Kontrollmoment",
		meaning: "En kontroll som upprepas, till exempel månadens stickprov av inköp.",
	},
	{ word: "Kontrollpunkt", meaning: "En fråga i checklistan, som besvaras för varje draget inköp." },
	{ word: "Kontrolltillfälle", meaning: "En gång som kontrollmomentet utförs: en enhet, en period." },
	{
		word: "Krav a–e",
		meaning:
			"Det som ska vara säkrat: uppgifter och mål, ekonomisk ram, regler och avtal, redovisning, informationssäkerhet.",
	},
	{
		word: "Population",
		meaning: "Alla inköp som kunde ha dragits för en period. Det är om dem slutsatsen gäller.",
	},
	{
		word: "Returnering",
		meaning: "När en chef lämnar tillbaka en arbetsmiljöuppgift för att förutsättningarna saknas.",
	},
	{ word: "Riktad post", meaning: "En post vald av någon för att den ser konstig ut. Den räknas aldrig i slutsatsen." },
	{
		word: "Riskvärde",
		meaning: "Sannolikhet gånger konsekvens. Skalan hör till planens år och ändras inte i efterhand.",
	},
	{
		word: "SAM",
		meaning: "Systematiskt arbetsmiljöarbete. Varje chef följer upp det en gång om året.",
	},
	{
		word: "Stickprov",
		meaning:
			"Inköp som slumpen har valt ur populationen. Dragningen går att göra om av vem som helst som har protokollet.",
	},
	{
		word: "Säkerhet",
		meaning:
			"Hur ofta metoden håller vad den lovar. Av 100 slutsatser med 95 procents säkerhet är i genomsnitt högst fem fel.",
	},
	{
		word: "Tillräcklig",
		meaning:
			"Lagens ord (kommunallagen 6 kap. 6 §): processen är lämpligt utformad, utförd och uppföljd. Det betyder inte noll avvikelser.",
	},
	{ word: "Underlag", meaning: "Faktura, följesedel, foto eller annat som visar att svaret stämmer." },
	{
		word: "Åtgärd",
		meaning: "Något som görs för att minska en risk, en gång eller löpande, med ansvarig och dag.",
	},
	{
		word: "Överenskommelse",
		meaning: "Vad förvaltningschef och regiondirektör har avtalat i verksamhetsdialogen, med ansvarig och dag.",
	},
];

/** The keys that work on the pages. */
export const KEYS: readonly { keys: string; what: string }[] = [
	{ keys: "/", what: "Öppnar sökningen från alla sidor. Tangenten kan stängas av på söksidan." },
	{ keys: "?", what: "Öppnar den här sidan." },
	{ keys: "J, N, E", what: "Svarar Ja, Nej eller Ej tillämpligt på frågan, på kontrollens sida." },
	{ keys: "J, D, N", what: "Svarar Ja, Delvis eller Nej i SAM-uppföljningen." },
	{ keys: "Pil upp, Pil ned", what: "Går mellan frågorna." },
	{ keys: "1–5, N, F, I, K, M, O", what: "Bedömer risker i möte. Vad varje tangent gör står på mötets sida." },
	{
		keys: "Pilarna, Ö, Esc",
		what: "I kontrollsidans rutnät: går mellan rutorna, svarar Ja på övriga frågor, och går tillbaka till rutnätet.",
	},
	{ keys: "Ctrl + V", what: "Klistrar in en skärmbild som underlag." },
];

/** The address of a word within the page. */
export function wordId(word: string): string {
	return `ord-${word.toLowerCase().replace(/[^\p{L}]+/gu, "-")}`;
}

/** What a new installation lacks until it does its own work; `href` leads to where it is done. */
export interface FirstStep {
	title: string;
	help: string;
	href: string;
	done: boolean;
}
