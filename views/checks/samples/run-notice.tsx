import type { Run, RunRow } from "../../../db/queries/checks/runs.ts";
import { isDrawnKind, isMoneyKind, itemNoun } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { RunRights } from "../../../src/checks/runs/run-rights.ts";
import { ButtonLink, PostButton } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";

/** What the page is about right now, first of all: what stands in the way, what was sent back, what is left to do. */
export function RunNotice(props: { run: Run; rights: RunRights; drawn: number; next_task: RunRow | null }) {
	const { run, rights, drawn } = props;
	if (rights.blocked) return <Blocked run={run} reason={rights.blocked} />;
	if (run.status === "returned") return <Returned run={run} />;
	if (run.status === "signed") return <Signed {...props} />;
	if (run.status === "not_done") {
		return <Flash tone="warn" heading="Kontrollen är inte genomförd" text={run.result_reason} announce={false} />;
	}
	if (run.performer_id === null && rights.reassign) return <Unassigned run={run} />;
	if (!rights.perform) return null;
	if (!isDrawnKind(run.population_kind)) return <Plain run={run} />;
	if (run.population_n === 0) return <Empty run={run} />;
	if (run.status === "planned") {
		const text = `${itemNoun(run.population_kind).title_the_many} är inte dragna än. Du får en uppgift när de är det.`;
		return <Flash tone="info" text={text} announce={false} />;
	}
	if (drawn === 0 && isMoneyKind(run.population_kind)) return <NoneDrawn run={run} />;
	if (!rights.on_behalf_of) return null;
	return <Flash tone="info" text={`Du utför kontrollen för ${rights.on_behalf_of}.`} announce={false} />;
}

function Blocked({ run, reason }: { run: Run; reason: string }) {
	return (
		<Flash tone="warn" heading="Du kan inte utföra den här kontrollen" announce={false}>
			<p>{reason}</p>
			<ButtonLink href={paths.runReassignment(run.id)}>Be någon annan utföra</ButtonLink>
		</Flash>
	);
}

function Returned({ run }: { run: Run }) {
	return (
		<Flash tone="warn" heading={`Återsänd av ${run.reviewed_by_name ?? "granskaren"}`} announce={false}>
			<p>{run.review_note}</p>
			<p>Rätta eller komplettera, och signera på nytt. Varje ändrat svar behöver ett skäl.</p>
		</Flash>
	);
}

/** What happens now: who reviews, what comes back, and the signer's next task. */
function Signed({ run, rights, next_task }: { run: Run; rights: RunRights; next_task: RunRow | null }) {
	const text = `Signerad av ${run.signed_by_name} ${dateText(run.signed_at)}. Svaren är låsta.`;
	return (
		<Flash tone="info" announce={false}>
			<p>{text}</p>
			<p>
				{run.reviewer_name
					? `${run.reviewer_name} granskar. Om något behöver rättas kommer kontrollen tillbaka till ${run.signed_by_name}.`
					: "Ingen granskare är utsedd än."}
			</p>
			{next_task ? (
				<p>
					{"Nästa uppgift: "}
					<Link href={paths.run(next_task.id)}>
						{`${next_task.control_title}, ${next_task.unit_name}, ${formatOccurrence(next_task.period_key)}`}
					</Link>
					{`, klart senast ${dateText(next_task.due_on)}.`}
				</p>
			) : null}
			{rights.review_blocked ? <p>{rights.review_blocked}</p> : null}
		</Flash>
	);
}

function Unassigned({ run }: { run: Run }) {
	return (
		<Flash tone="warn" heading="Kontrollen saknar utförare" announce={false}>
			<p>{`Utse någon som inte har beställt, tagit emot eller attesterat ${isMoneyKind(run.population_kind) ? "någon av fakturorna" : "något av inköpen"}.`}</p>
			<ButtonLink href={paths.runReassignment(run.id)}>Utse utförare</ButtonLink>
		</Flash>
	);
}

function Empty({ run }: { run: Run }) {
	const { many } = itemNoun(run.population_kind);
	return (
		<Flash tone="info" heading={`Inga ${many} den här perioden`} announce={false}>
			<p>{`Enheten har inga ${many} i populationen. Bekräfta det, så är kontrollen utförd.`}</p>
			<PostButton action={paths.runSignature(run.id)} version={run.version} large>
				Bekräfta att det stämmer
			</PostButton>
		</Flash>
	);
}

/** The draw by amount took the largest and one krona per interval: a unit with small invoices may get none. */
function NoneDrawn({ run }: { run: Run }) {
	return (
		<Flash tone="info" heading="Ingen av enhetens fakturor drogs" announce={false}>
			<p>
				{`Enheten har ${run.population_n ?? 0} fakturor i populationen. Dragningen efter belopp träffade ingen av dem. Bekräfta det, så är kontrollen utförd.`}
			</p>
			<PostButton action={paths.runSignature(run.id)} version={run.version} large>
				Bekräfta att det stämmer
			</PostButton>
		</Flash>
	);
}

function Plain({ run }: { run: Run }) {
	return (
		<Flash tone="info" announce={false}>
			<p>Utför kontrollen enligt metoden, lägg till underlag och skriv resultatet.</p>
			<OwnForm run={run} />
			<ButtonLink href={paths.runSignature(run.id)}>Skriv resultat och signera</ButtonLink>
		</Flash>
	);
}

/** What has to be filled in before the signature, for controls with a form of their own. */
function OwnForm({ run }: { run: Run }) {
	if (run.population_kind === "material_costs") {
		return <ButtonLink href={paths.runCosts(run.id)}>Visa och kommentera kostnaderna</ButtonLink>;
	}
	if (run.population_kind === "cash_funds") {
		return <ButtonLink href={paths.runCash(run.id)}>Räkna kontantkassorna</ButtonLink>;
	}
	return null;
}
