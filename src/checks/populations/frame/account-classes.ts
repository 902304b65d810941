/** Groups of accounts by their first two digits, as BAS names them; L-Bas (five digits) has names for its classes alone. */
const BAS_GROUPS: Readonly<Record<string, string>> = {
	"40": "Inköp av varor och material",
	"41": "Inköp av varor och material",
	"45": "Inköp från utlandet",
	"46": "Legoarbeten",
	"47": "Erhållna rabatter",
	"49": "Förändring av lager",
	"50": "Lokalkostnader",
	"51": "Fastighetskostnader",
	"52": "Hyra av anläggningstillgångar",
	"53": "Energikostnader",
	"54": "Förbrukningsinventarier och förbrukningsmaterial",
	"55": "Reparation och underhåll",
	"56": "Transportmedel",
	"57": "Frakter och transporter",
	"58": "Resekostnader",
	"59": "Reklam och PR",
	"60": "Övriga försäljningskostnader",
	"61": "Kontorsmateriel och trycksaker",
	"62": "Tele och post",
	"63": "Försäkringar och riskkostnader",
	"64": "Förvaltningskostnader",
	"65": "Övriga externa tjänster",
	"68": "Inhyrd personal",
	"69": "Övriga externa kostnader",
	"70": "Löner till kollektivanställda",
	"72": "Löner till tjänstemän",
	"73": "Kostnadsersättningar och förmåner",
	"74": "Pensionskostnader",
	"75": "Sociala avgifter",
	"76": "Övriga personalkostnader",
	"77": "Nedskrivningar",
	"78": "Avskrivningar",
	"79": "Övriga rörelsekostnader",
};
const L_BAS_CLASSES: Readonly<Record<string, string>> = {
	"4": "Kostnader, klass 4",
	"5": "Kostnader, klass 5",
	"6": "Kostnader, klass 6",
	"7": "Kostnader, klass 7",
};

/** "54 Förbrukningsinventarier och förbrukningsmaterial" */
export function accountClass(account: string | null): string {
	if (account === null || account === "") return "Utan konto";
	const group = account.slice(0, 2);
	const name = account.length === 4 ? BAS_GROUPS[group] : L_BAS_CLASSES[account[0] ?? ""];
	return name ? `${group} ${name}` : `${group} (konto ${account[0]}…)`;
}
