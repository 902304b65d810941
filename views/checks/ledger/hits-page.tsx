import type { HitFilter, LedgerHit, RuleRun } from "../../../db/queries/checks/ledger.ts";
import { HIT_STATUSES, LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { hitColumns } from "../../../src/checks/ledger/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { countText, dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import type { FoldedRule } from "../../../src/checks/ledger/work-list.ts";
import { HitStatusBadge } from "./hit-status.tsx";

export interface HitsPageProps {
	shell: Partial<LayoutProps>;
	filter: HitFilter;
	hits: LedgerHit[];
	pager: Parameters<typeof Pager>[0];
	folded: FoldedRule[];
	units: { id: string; name: string }[];
	latest: RuleRun | null;
	may_run: boolean;
	query: string;
}

/** The columns of the work list; the files have all of them. */
const SHOWN = new Set(["title", "rule", "unit", "last_date", "sum", "on_card", "status"]);

export function HitsPage(props: HitsPageProps) {
	const { filter, hits, latest } = props;
	return (
		<Layout
			{...props.shell}
			title="Träffar"
			lead="Reglerna går igenom varje inköp i år och de två åren före, också över beloppsgränsen. En träff är en fråga, inte ett fel. Det mest oväntade står först; träffar om samma leverantör och enhet är ett kort och bedöms tillsammans."
			crumbs={[{ href: paths.purchases(), label: "Inköp" }]}
			main_action={
				props.may_run ? (
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
			<HitFilterBar filter={filter} units={props.units} />
			<ListTable
				caption={props.pager.from === 1 ? "Dagens tio" : "Träffar"}
				columns={hitColumns.filter((column) => SHOWN.has(column.key))}
				rows={hits}
				href={(hit) => paths.ledgerHit(hit.id)}
				cells={{ status: (hit) => <HitStatusBadge status={hit.status} /> }}
				empty="Inga träffar att visa."
			/>
			{hits.length > 0 ? <Pager {...props.pager} noun="kort" /> : null}
			<ListExports base_href={`${paths.ledgerHits()}${props.query}`} />
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

function HitFilterBar({ filter, units }: Pick<HitsPageProps, "filter" | "units">) {
	const status = filter.status ?? "alla";
	return (
		<FilterBar action={paths.ledgerHits()} clear_href={paths.ledgerHits()}>
			<SelectField
				name="bedomning"
				label="Bedömning"
				optional="silent"
				options={[
					{ value: "waiting", label: "Att bedöma eller utreds" },
					...Object.entries(HIT_STATUSES).map(([value, label]) => ({ value, label })),
					{ value: "alla", label: "Alla" },
				]}
				value={status}
			/>
			<SelectField
				name="regel"
				label="Regel"
				optional="silent"
				placeholder="Alla"
				options={Object.entries(LEDGER_RULES).map(([value, label]) => ({ value, label }))}
				value={filter.rule ?? ""}
			/>
			<SelectField
				name="enhet"
				label="Enhet och underliggande"
				optional="silent"
				placeholder="Alla"
				options={units.map(({ id, name }) => ({ value: id, label: name }))}
				value={filter.unit_id ?? ""}
			/>
			<SelectField
				name="tid"
				label="Tid"
				optional="silent"
				options={[
					{ value: "ar", label: "Senaste tolv månaderna" },
					{ value: "alla", label: "Alla år" },
				]}
				value={filter.since === undefined ? "alla" : "ar"}
			/>
		</FilterBar>
	);
}
