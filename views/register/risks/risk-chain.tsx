import type { ChainControl, ChainDeviation, ChainRun, RiskChain } from "../../../db/queries/register/risks-chain.ts";
import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import { paths } from "../../../src/paths/paths.ts";
import { requirementTexts } from "../../../src/register/risks/columns.ts";
import { DeviationStatusBadge } from "../../ui/deviation-badges.tsx";
import { MeasureBadge } from "../../ui/measure-badge.tsx";
import { RunResultBadge, RunStatusBadge } from "../../ui/run-badges.tsx";
import { Chain, type ChainNode } from "../../ui/chain.tsx";

interface Props {
	risk: Risk;
	measures: readonly MeasureRow[];
	chain: RiskChain;
}

function evidenceNodes(chain: RiskChain, parents: readonly (string | null)[]): ChainNode[] {
	return chain.evidence
		.filter((evidence) => parents.includes(evidence.parent_id))
		.map((evidence) => ({ kind: "Underlag", label: evidence.file_name, href: paths.evidence(evidence.id) }));
}

function deviationNode(chain: RiskChain, deviation: ChainDeviation): ChainNode {
	return {
		kind: "Avvikelse",
		label: `${deviation.number}. ${deviation.title}`,
		href: paths.deviation(deviation.id),
		meta: deviation.unit_name,
		state: <DeviationStatusBadge status={deviation.status} />,
		below: evidenceNodes(chain, [deviation.id, deviation.item_id]),
	};
}

function runNode(chain: RiskChain, run: ChainRun): ChainNode {
	return {
		kind: "Kontrolltillfälle",
		label: `${run.period_key}, ${run.unit_name}`,
		href: paths.run(run.id),
		state: run.result ? <RunResultBadge result={run.result} /> : <RunStatusBadge status={run.status} />,
		below: [
			...chain.deviations
				.filter((deviation) => deviation.run_id === run.id)
				.map((deviation) => deviationNode(chain, deviation)),
			...evidenceNodes(chain, [run.id]),
		],
	};
}

function controlNode(chain: RiskChain, control: ChainControl): ChainNode {
	const shown = chain.runs.filter((run) => run.control_id === control.id);
	return {
		kind: "Kontrollmoment",
		label: control.title,
		href: paths.control(control.id),
		meta:
			control.runs === 0
				? "Inga kontrolltillfällen ännu"
				: `${control.done} av ${control.runs} kontrolltillfällen klara${shown.length < control.runs ? `, de ${shown.length} senaste visas` : ""}`,
		below: shown.map((run) => runNode(chain, run)),
	};
}

/** Krav → risk → åtgärd and kontrollmoment → kontrolltillfällen → avvikelser → underlag. */
export function RiskChainView({ risk, measures, chain }: Props) {
	const shownRuns = new Set(chain.runs.map((run) => run.id));
	const steps: ChainNode[] = [
		...measures.map((measure) => ({
			kind: "Åtgärd",
			label: measure.title,
			href: paths.measure(measure.id),
			meta: measure.owner_name ?? undefined,
			state: <MeasureBadge measure={measure} />,
			below: chain.controls
				.filter((control) => control.measure_id === measure.id)
				.map((control) => controlNode(chain, control)),
		})),
		...chain.controls.filter((control) => control.measure_id === null).map((control) => controlNode(chain, control)),
		...chain.deviations
			.filter((deviation) => deviation.run_id === null || !shownRuns.has(deviation.run_id))
			.map((deviation) => deviationNode(chain, deviation)),
	];
	const current = { kind: "Risk", label: `R${risk.number} ${risk.title}`, current: true, below: steps };
	return (
		<Chain
			label="Från krav till underlag"
			nodes={[{ kind: "Krav", label: requirementTexts(risk).join(". "), below: [current] }]}
		/>
	);
}
