import type { GivenTogether } from "../../../db/queries/checks/evaluation-answers.ts";
import { RUN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { neededText, remarkTexts, runsShown } from "../../../src/checks/evaluation/columns.ts";
import type { Evaluation } from "../../../src/checks/evaluation/evaluate-control.ts";
import type { GroupEvaluation } from "../../../src/checks/evaluation/group-evaluation.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText, togetherText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { QuestionLines } from "./question-lines.tsx";

interface GroupDetailProps {
	evaluation: Evaluation;
	group: GroupEvaluation;
	may_extend: boolean;
	/** By run: how many answers stand, and how many were given together with the item's others. */
	together: ReadonlyMap<string, GivenTogether>;
}

/** Everything about one group: what it rests on, then each question with its sentence. */
export function GroupDetail(props: GroupDetailProps) {
	const { evaluation, group } = props;
	return (
		<>
			<KeyFigures
				items={[
					{ value: countText(group.N), label: "inköp i frysta populationer" },
					{ value: countText(group.n), label: "granskade slumpvis" },
					{ value: countText(group.any.k), label: "av dem med någon avvikelse" },
				]}
			/>
			<Reservations group={group} remarks={remarkTexts(evaluation)} />
			<SecondLook {...props} />
			<Needed of={group} />
			<QuestionLines group={group} />
			<Apart group={group} />
			<Runs {...props} />
		</>
	);
}

/** What the conclusions do not reach; open where somebody made the frame smaller, or left a month out. */
function Reservations({ group, remarks }: { group: GroupEvaluation; remarks: readonly string[] }) {
	if (group.unfrozen.length === 0 && group.unknown === 0 && remarks.length === 0) return null;
	return (
		<Disclosure summary="Vad slutsatserna inte omfattar" open={remarks.length > 0 || group.missing.length > 0}>
			{group.unfrozen.length > 0 ? (
				<p>{`Inga inköp är inlästa för ${group.unfrozen.map(formatOccurrence).join(", ")}. Slutsatserna gäller bara de inlästa.`}</p>
			) : null}
			{group.missing.length > 0 ? (
				<p>{`${group.missing.map(formatOccurrence).join(", ")} saknas: inget omdöme om att andelen är godtagbar.`}</p>
			) : null}
			{remarks.map((text) => (
				<p>{text}</p>
			))}
			{group.unknown > 0 ? (
				<p>{`${countText(group.unknown)} inköp hör till kontrolltillfällen som inte är signerade. De räknas som helt okända.`}</p>
			) : null}
		</Disclosure>
	);
}

function Apart({ group }: { group: GroupEvaluation }) {
	if (group.targeted === 0 && group.late.N === 0 && group.swapped === 0) return null;
	return (
		<Section title="Redovisas för sig">
			<ul>
				{group.targeted > 0 ? (
					<li>{`${countText(group.targeted)} riktade inköp är valda av en regel eller en misstanke. De ingår aldrig i slutsatserna ovan.`}</li>
				) : null}
				{group.swapped > 0 ? (
					<li>{`${countText(group.swapped)} av de dragna inköpen är bytta mot nästa i dragningens ordning. Ett byte som granskaren inte har godtagit räknas som okänt.`}</li>
				) : null}
				{group.late.N > 0 ? (
					<li>{`${countText(group.late.N)} sena rader kom efter frysningen; ${countText(group.late.n)} av dem är granskade. De är ett eget stratum.`}</li>
				) : null}
			</ul>
		</Section>
	);
}

function Runs({ group, may_extend, together }: GroupDetailProps) {
	const { few, most, shown: runs } = runsShown(group);
	if (runs.length === 0) return null;
	return (
		<Disclosure
			summary={few ? `Kontrolltillfällen (${runs.length})` : "Kontrolltillfällen som inte är färdiggranskade"}
		>
			{few ? null : <p class="soft">{`Högst ${most} visas. Välj en enhet för att se alla.`}</p>}
			<DataTable
				caption="Kontrolltillfällen bakom slutsatsen"
				hide_caption
				columns={[
					{ key: "period", label: "Period" },
					{ key: "unit", label: "Enhet" },
					{ key: "status", label: "Status" },
					{ key: "N", label: "Inköp", align: "end" },
					{ key: "n", label: "Dragna", align: "end" },
					{ key: "together", label: "Besvarade samlat", align: "end" },
					...(may_extend ? [{ key: "acts", label: "Komplettera" }] : []),
				]}
				rows={runs.map((run) => ({
					cells: {
						period: <Link href={paths.run(run.run_id)}>{formatOccurrence(run.period_key)}</Link>,
						unit: run.unit_name,
						status: RUN_STATUSES[run.status],
						N: countText(run.N),
						n: countText(run.n),
						together: togetherText(together.get(run.run_id) ?? { given: 0, together: 0 }),
						acts: run.n > 0 ? <MoreLinks run_id={run.run_id} /> : null,
					},
				}))}
			/>
		</Disclosure>
	);
}

function MoreLinks({ run_id }: { run_id: string }) {
	return <Link href={paths.runCompletion(run_id)}>Sena rader</Link>;
}

/** The second look that the plan decided before the first freeze: offered when it is due, and told of when it is made. */
function SecondLook({ evaluation, group, may_extend }: GroupDetailProps) {
	const look = evaluation.second_looks.get(group.unit_id);
	if (look === undefined) return null;
	if (look === "made")
		return <p>Det andra steget är draget. Båda stegen utvärderas tillsammans, vart och ett med halva risken.</p>;
	return (
		<Flash tone="info" heading="Det andra steget står på tur" announce={false}>
			<p>
				Planen har två steg, och det första räckte inte. Lika många till kan dras, en gång, för hela gruppen och hela
				året.
			</p>
			{may_extend ? (
				<Link href={paths.secondLook(evaluation.control.id, group.unit_id)}>Dra det andra steget</Link>
			) : null}
		</Flash>
	);
}

/** That the tertial draws too few for any verdict. */
export function Needed({ of }: { of: { needed: number | null } }) {
	const text = neededText(of);
	return text === null ? null : <p>{text}</p>;
}
