import { RUN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { remarkTexts, TOO_LITTLE, TOO_MUCH } from "../../../src/checks/evaluation/columns.ts";
import type { MoneyEvaluation, MoneySide } from "../../../src/checks/evaluation/evaluate-money.ts";
import { paths } from "../../../src/paths/paths.ts";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText, kronorText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { VerdictBadge } from "../../ui/verdict-badge.tsx";
import { Needed } from "./group-detail.tsx";

/** What the invoices show in kronor: too much with its verdict, too little by itself, and what it rests on. */
export function MoneyConclusion({ evaluation }: { evaluation: MoneyEvaluation }) {
	const { over, under, verdict, tolerable_ore } = evaluation;
	return (
		<>
			<KeyFigures
				items={[
					{
						value: countText(over.population),
						label: `fakturor i frysta populationer, ${kronorText(over.populationOre, true)}`,
					},
					{ value: countText(over.examined), label: `granskade, ${kronorText(over.examinedOre, true)}` },
					{ value: countText(over.wrong), label: `av dem för höga, med ${kronorText(over.wrongOre)}` },
				]}
			/>
			<Reservations evaluation={evaluation} />
			<Section title={TOO_MUCH} lead={over.sentence}>
				{verdict ? <VerdictBadge verdict={verdict} /> : null}
				<p>
					{tolerable_ore === null ? (
						<Link href={paths.moneyPlan(evaluation.control.id)}>
							Ingen stickprovsplan är beslutad, så det finns inget godtagbart belopp att jämföra med.
						</Link>
					) : (
						`Godtagbart för perioden: ${kronorText(tolerable_ore, true)}.`
					)}
				</p>
				<Needed of={evaluation} />
				<Limits side={over} />
			</Section>
			<Section title={TOO_LITTLE} lead={under.sentence} />
			<Runs evaluation={evaluation} />
		</>
	);
}

/** The estimate beside its limits, and how much of the upper one is only that nobody has looked yet. */
function Limits({ side }: { side: MoneySide }) {
	const { projectedOre, lowerOre, upperOre, unexaminedOre } = side;
	return (
		<DescriptionList
			items={[
				{ term: "Ungefär", value: projectedOre === null ? "Inget är granskat än" : kronorText(projectedOre, true) },
				{ term: "Minst", value: kronorText(lowerOre, true) },
				{ term: "Högst", value: upperOre === null ? "Kan inte sägas" : kronorText(upperOre, true) },
				{ term: "Varav inte granskat än", value: kronorText(unexaminedOre, true) },
			]}
		/>
	);
}

/** What the conclusions do not reach, and what stands apart. */
function Reservations({ evaluation }: { evaluation: MoneyEvaluation }) {
	const { unfrozen, waiting, unknown_ore, credits } = evaluation;
	const texts = [
		...remarkTexts(evaluation),
		...(unfrozen.length > 0
			? [
					`Inga fakturor är inlästa för ${unfrozen.map(formatOccurrence).join(", ")}. Slutsatserna gäller bara de inlästa.`,
				]
			: []),
		...(waiting.n > 0
			? [
					`Dragna fakturor som inte är signerade: ${countText(waiting.n)} för ${kronorText(waiting.ore, true)}. De räknas som helt fel i det högsta beloppet.`,
				]
			: []),
		...(unknown_ore > 0
			? [`${kronorText(unknown_ore, true)} hör till perioder där inget är granskat än, och räknas som helt okänt.`]
			: []),
		...(credits.n > 0
			? [
					`Kreditfakturor ingår inte i dragningen: ${countText(credits.n)} för ${kronorText(credits.ore)}. De räknas för sig och dras inte av.`,
				]
			: []),
	];
	if (texts.length === 0) return null;
	return (
		<Flash tone="info" heading="Vad slutsatserna inte omfattar" announce={false}>
			{texts.map((text) => (
				<p>{text}</p>
			))}
		</Flash>
	);
}

const MOST_SHOWN = 50;

/** The runs with drawn invoices, when they are few; else those that are not examined yet. */
function Runs({ evaluation }: { evaluation: MoneyEvaluation }) {
	const drawn = evaluation.runs.filter((run) => run.n > 0);
	const few = drawn.length <= MOST_SHOWN;
	const runs = (few ? drawn : drawn.filter((run) => !run.examined)).slice(0, MOST_SHOWN);
	if (runs.length === 0) return null;
	return (
		<Section
			title={few ? "Kontrolltillfällen med dragna fakturor" : "Kontrolltillfällen som inte är färdiggranskade"}
			lead={few ? undefined : `Högst ${MOST_SHOWN} visas.`}
		>
			<DataTable
				caption="Kontrolltillfällen bakom slutsatsen"
				hide_caption
				columns={[
					{ key: "period", label: "Period" },
					{ key: "unit", label: "Enhet" },
					{ key: "status", label: "Status" },
					{ key: "N", label: "Fakturor", align: "end" },
					{ key: "n", label: "Dragna", align: "end" },
				]}
				rows={runs.map((run) => ({
					cells: {
						period: <Link href={paths.run(run.run_id)}>{formatOccurrence(run.period_key)}</Link>,
						unit: run.unit_name,
						status: RUN_STATUSES[run.status],
						N: countText(run.N ?? 0),
						n: countText(run.n),
					},
				}))}
			/>
		</Section>
	);
}
