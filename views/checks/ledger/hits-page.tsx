import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import type { HitFilter, LedgerHit, RuleRun } from "../../../db/queries/checks/ledger.ts";
import { HIT_STATUSES, LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { countText, dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import type { FoldedRule } from "../../../src/checks/ledger/work-list.ts";
import { unitChoices } from "../../ui/choices.tsx";
import { HitStatusBadge } from "./hit-status.tsx";

export interface HitsPageProps {
	shell: Partial<LayoutProps>;
	filter: HitFilter;
	list: ListShown<LedgerHit>;
	folded: FoldedRule[];
	units: { id: string; name: string }[];
	latest: RuleRun | null;
	may_judge: boolean;
}

/** A picked row is its card as it was seen: another hit on it, or another's judgement, refuses it. */
const ACTS = {
	action: paths.ledgerHitsPicked(),
	acts: [{ key: "bedom", label: "Bedöm" }],
	value: (hit: LedgerHit) => `${hit.id}~${hit.card_version}`,
	name: (hit: LedgerHit) => hit.title,
};

export function HitsPage(props: HitsPageProps) {
	const { list, latest } = props;
	return (
		<Layout
			{...props.shell}
			title="Träffar"
			lead="Reglerna går igenom varje inköp i år och de två åren före, också över beloppsgränsen. En träff är en fråga, inte ett fel. Det mest oväntade står först; träffar om samma leverantör och enhet är ett kort och bedöms tillsammans."
			crumbs={[{ href: paths.purchases(), label: "Inköp" }]}
			main_action={
				props.may_judge ? (
					<PostButton action={paths.ledgerRuleRuns()} hidden={{ starta: 1 }} variant="secondary">
						Kör reglerna nu
					</PostButton>
				) : null
			}
		>
			<p class="soft">
				{latest ? `${runText(latest)} ` : "Reglerna har inte körts ännu. "}
				<Link href={paths.ledgerRules()}>Regler, grundfrekvens och träffsäkerhet</Link>
				{" · "}
				<Link href={paths.ledgerExplanations()}>Förklaringar som döljer</Link>
				{" · "}
				<Link href={paths.agreements()}>Avtal</Link>
			</p>
			<Folded rules={props.folded} />
			<List
				list={list}
				noun="kort"
				filters={filtersOf(props)}
				caption={list.pager.from === 1 ? "Dagens tio" : "Träffar"}
				href={(hit) => paths.ledgerHit(hit.id)}
				acts={props.may_judge ? ACTS : undefined}
				cells={{ status: (hit) => <HitStatusBadge status={hit.status} /> }}
				empty="Inga träffar att visa."
			/>
		</Layout>
	);
}

/** Tells which rules are folded away because their hits never led to a deviation. */
function Folded({ rules }: { rules: FoldedRule[] }) {
	return rules.map(({ rule, judged, hits }) => (
		<p class="soft">
			{`Regeln ”${LEDGER_RULES[rule]}” är nedfälld: ${countText(judged)} bedömningar och ingen avvikelse. Den gav ${countText(hits)} träffar i år, som inte visas här. `}
			<Link href={`${paths.ledgerHits()}?regel=${rule}`}>Visa dem</Link>
		</p>
	));
}

function runText(run: RuleRun): string {
	if (run.finished_at === null) return `Reglerna körs sedan ${dateTimeText(run.started_at)}.`;
	if (run.problem) return run.problem;
	return `Kördes ${dateTimeText(run.finished_at)} över ${countText(run.lines_now + run.lines_earlier)} inköp.`;
}

const TIMES = [{ value: "alla", label: "Alla år" }];
const WAITING = "Att bedöma eller utreds";

function filtersOf({ filter, units }: HitsPageProps): ListFilter[] {
	const status = filter.status ?? "alla";
	return [
		{
			name: "bedomning",
			label: "Bedömning",
			placeholder: WAITING,
			options: [
				...Object.entries(HIT_STATUSES).map(([value, label]) => ({ value, label })),
				{ value: "alla", label: "Alla" },
			],
			value: status === "waiting" ? undefined : status,
		},
		{
			name: "regel",
			label: "Regel",
			options: Object.entries(LEDGER_RULES).map(([value, label]) => ({ value, label })),
			value: filter.rule,
		},
		{
			name: "enhet",
			label: "Enhet och underliggande",
			options: unitChoices(units),
			value: filter.unit_id,
		},
		{
			name: "tid",
			label: "Tid",
			placeholder: "Senaste tolv månaderna",
			options: TIMES,
			value: filter.since === undefined ? "alla" : undefined,
		},
	];
}
