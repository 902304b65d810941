/**
 * An invented economy for the years whose budget is not published, in whole mnkr and in round numbers so that nobody takes it for a
 * real one: chapter, row, the sum it is a part of, and the amount of a row that is no sum.
 */
export const EXAMPLE_ECONOMY: readonly (readonly [
	chapter: string,
	title: string,
	sum: string | null,
	mnkr: number | null,
])[] = [
	["Resultat", "Resultat", null, null],
	["Resultat", "Verksamhetens nettokostnader", "Resultat", null],
	["Intäkter", "Summa intäkter", "Verksamhetens nettokostnader", null],
	["Intäkter", "Avgifter och såld vård", "Summa intäkter", 1200],
	["Intäkter", "Övriga intäkter", "Summa intäkter", 2400],
	["Kostnader", "Summa kostnader", "Verksamhetens nettokostnader", null],
	["Kostnader", "Personalkostnader", "Summa kostnader", -7000],
	["Kostnader", "Köpt vård", "Summa kostnader", -450],
	["Kostnader", "Läkemedel", "Summa kostnader", -1250],
	["Kostnader", "Övriga kostnader", "Summa kostnader", -2900],
	["Resultat", "Finansnetto", "Resultat", -50],
	["Nämnd och områden", "Summa områden", null, null],
	["Nämnd och områden", "Område nära vård", "Summa områden", -1250],
	["Nämnd och områden", "Område specialiserad vård", "Summa områden", -5800],
	["Nämnd och områden", "Område psykiatri", "Summa områden", -850],
	["Nämnd och områden", "Område forskning och utbildning", "Summa områden", -150],
	["Investeringar", "Summa investeringar", null, null],
	["Investeringar", "Medicinteknisk utrustning", "Summa investeringar", 150],
	["Investeringar", "Övrig utrustning", "Summa investeringar", 50],
];
/** Each year's amounts are so much larger than those of the first. */
export const EXAMPLE_GROWTH = { from: 2025, percent: 2 };
