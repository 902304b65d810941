import { paths } from "../../../src/paths/paths.ts";
import type { ReportStep, StepKey } from "../../../src/report/workbook/report-steps.ts";
import type { LayoutProps } from "../../layout.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Link } from "../../ui/link.tsx";

interface Step {
	key: StepKey;
	verb: string;
	/** the page it is done on */
	label: string;
	href: string;
	/** open also to who sees no reports, but writes, delivers or assesses */
	is_open: boolean;
}

const stepsOf = (id: string): Step[] => [
	{ key: "deliver", verb: "Leverera", label: "Leveranser", href: paths.deliveries(id), is_open: true },
	{ key: "follow_up", verb: "Följ upp", label: "Uppföljning", href: paths.followUps(id), is_open: true },
	{ key: "assess", verb: "Bedöm", label: "ISK-bedömning", href: paths.periodAssessments(id), is_open: true },
	{ key: "approve", verb: "Godkänn", label: "Läge", href: paths.readiness(id), is_open: false },
	{ key: "decide", verb: "Besluta", label: "Nämndens sida", href: paths.boardPageOf(id), is_open: false },
	{ key: "close", verb: "Stäng", label: "Stängning", href: paths.closing(id), is_open: false },
];

/** The steps of one report's work, and its other parts, on every page that belongs to it. `states`: how far each step has come. */
export function PeriodNav(props: {
	period_id: string;
	current: string;
	shell: Partial<LayoutProps>;
	states?: readonly ReportStep[] | undefined;
}) {
	const { period_id, current, states } = props;
	// A person without the right to see reports may still write follow-ups, deliver parts and assess.
	const sees_reports = props.shell.menu?.some((item) => item.href === paths.reports()) ?? false;
	const next = states?.find(({ is_done }) => !is_done)?.key;
	const governance = { label: "Styrning", href: paths.governance(period_id) };
	const others = sees_reports
		? [
				{ label: "Rapporten i tal", href: paths.reportPeriod(period_id) },
				governance,
				{ label: "Rekommendationer", href: paths.recommendations() },
				{ label: "Regiongemensamt", href: paths.regionItems() },
				{ label: "Verksamhetsdialog", href: paths.dialogue(period_id) },
			]
		: [governance];
	return (
		<nav class="period-nav" aria-label="Rapportens delar">
			<ol class="path">
				{stepsOf(period_id)
					.filter(({ is_open }) => is_open || sees_reports)
					.map((step, at) => (
						<PathStep
							step={step}
							number={at + 1}
							state={states?.find(({ key }) => key === step.key)}
							is_next={step.key === next}
							current={step.label === current}
						/>
					))}
			</ol>
			<ul>
				{others.map(({ label, href }) => (
					<li>
						<Link href={href} current={label === current}>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}

function PathStep(props: {
	step: Step;
	number: number;
	state: ReportStep | undefined;
	is_next: boolean;
	current: boolean;
}) {
	const { step, number, state, is_next } = props;
	const done = state?.is_done === true;
	const look = ["step", done ? "is-done" : "", is_next ? "is-next" : ""].filter(Boolean).join(" ");
	return (
		<li class={look}>
			<Link href={step.href} current={props.current}>
				<span class="step-no" aria-hidden="true">
					{done ? <Glyph name="check" /> : number}
				</span>
				<strong>{step.verb}</strong>
				<span class="step-state">
					<span class={state ? "sr-only" : undefined}>{step.label}</span>
					{state ? <span>{state.text}</span> : null}
					{done ? <span class="sr-only">, klart</span> : null}
				</span>
			</Link>
		</li>
	);
}

/** Said on every page of a closed report. */
export function SealedNote({ sealed, period_id }: { sealed: boolean; period_id: string }) {
	if (!sealed) return null;
	return (
		<Flash tone="info" heading="Rapporten är stängd" announce={false}>
			<p>
				{"Rapporten ändras inte längre, bara genom en rättelse som blir en ny utgåva. "}
				<Link href={paths.closing(period_id)}>Se utgåvorna och hur en rättelse görs</Link>
			</p>
		</Flash>
	);
}
