import type { ToldNotice } from "../../../db/queries/office/notices.ts";
import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { EvidenceRequest } from "../../../db/queries/checks/evidence-requests.ts";
import { CAUSE_CODES, SEVERITY_HELP, OPEN_DEVIATIONS } from "../../../db/schema/vocabulary.ts";
import { DEVIATION_FIELDS, EFFECT_FIELDS, HANDLING_FIELDS } from "../../../src/checks/deviations/fields.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { dateText, dateTimeText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { ToldSection } from "../../ui/told-list.tsx";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { DeviationStatusBadge, SeverityBadge } from "../../ui/deviation-badges.tsx";

interface DeviationProps {
	shell: Partial<LayoutProps>;
	deviation: Deviation;
	evidence: readonly Evidence[];
	requests: readonly EvidenceRequest[];
	history: readonly HistoryEvent[];
	told: readonly ToldNotice[];
	may_handle: boolean;
	may_close: boolean;
	/** Why the one who could close it may not. */
	close_blocked: string | null;
	add_evidence: boolean;
	overdue: boolean;
}

/** One avvikelse from finding to checked effect: what, where it comes from, what is done, what has happened. */
export function DeviationPage(props: DeviationProps) {
	const { deviation } = props;
	return (
		<Layout
			{...props.shell}
			title={`Avvikelse ${deviation.number}`}
			lead={deviation.title}
			crumbs={[{ href: paths.deviations(), label: "Avvikelser" }]}
			main_action={<NextStep {...props} />}
		>
			<Situation {...props} />
			<Facts deviation={deviation} />
			<Origin deviation={deviation} />
			<Handling {...props} />
			<EvidenceBlock
				kind="deviation"
				parent_id={deviation.id}
				evidence={props.evidence}
				requests={props.requests}
				may_add={props.add_evidence}
			/>
			<ToldSection told={props.told} />
			<Section title="Händelser">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function NextStep({ deviation, may_handle, may_close }: DeviationProps) {
	if (deviation.status === "open" && may_handle) {
		return <ButtonLink href={paths.deviationHandling(deviation.id)}>Hantera</ButtonLink>;
	}
	if (deviation.status === "handled" && may_close) {
		return <ButtonLink href={paths.deviationClosing(deviation.id)}>Kontrollera effekten</ButtonLink>;
	}
	return null;
}

function Situation({ deviation, close_blocked, overdue }: DeviationProps) {
	if (deviation.status === "withdrawn") {
		return <Flash tone="info" text="Svaret rättades, så avvikelsen är återtagen och räknas inte." announce={false} />;
	}
	if (overdue) {
		const text = `Planen skulle ha varit klar ${dateText(deviation.due_on)}.`;
		return <Flash tone="warn" text={text} announce={false} />;
	}
	if (deviation.status === "handled" && close_blocked) {
		return <Flash tone="info" text={close_blocked} announce={false} />;
	}
	return null;
}

function Facts({ deviation }: { deviation: Deviation }) {
	return (
		<DescriptionList
			items={[
				{
					term: DEVIATION_FIELDS.severity.short,
					value: (
						<>
							<SeverityBadge severity={deviation.severity} />{" "}
							<span class="soft">{SEVERITY_HELP[deviation.severity]}</span>
						</>
					),
				},
				{ term: "Status", value: <DeviationStatusBadge status={deviation.status} /> },
				{ term: "Enhet", value: deviation.unit_name },
				{ term: "Upptäckt", value: `${deviation.found_by_name}, ${dateTimeText(deviation.found_at)}` },
				{ term: DEVIATION_FIELDS.description.list, value: deviation.description, wide: true },
				{
					term: DEVIATION_FIELDS.cause_code.label,
					value: deviation.cause_code ? CAUSE_CODES[deviation.cause_code] : "",
				},
				{ term: DEVIATION_FIELDS.direct_fix.short, value: deviation.direct_fix },
			]}
		/>
	);
}

function Origin({ deviation }: { deviation: Deviation }) {
	const { run_id, item_id } = deviation;
	const period = deviation.period_key ? formatOccurrence(deviation.period_key) : "";
	const item = `${deviation.supplier_name}, ${kronorText(deviation.amount_ore ?? 0)}, verifikation ${deviation.voucher_no}`;
	const items = [
		{
			term: "Risk",
			value: <Link href={paths.risk(deviation.risk_id)}>{`R${deviation.risk_number} ${deviation.risk_title}`}</Link>,
		},
		run_id ? { term: "Kontrolltillfälle", value: <Link href={paths.run(run_id)}>{period}</Link> } : null,
		item_id ? { term: "Inköp", value: <Link href={paths.item(item_id)}>{item}</Link> } : null,
		deviation.question_text ? { term: "Kontrollpunkt", value: deviation.question_text } : null,
	];
	return (
		<Section title="Var den kommer ifrån">
			<DescriptionList items={items.filter((one) => one !== null)} />
		</Section>
	);
}

function Handling({ deviation, may_handle, may_close }: DeviationProps) {
	const unfinished = OPEN_DEVIATIONS.includes(deviation.status);
	return (
		<Section title="Hantering">
			<DescriptionList
				items={[
					{ term: DEVIATION_FIELDS.owner_id.label, value: deviation.owner_name ?? "Ej utsedd" },
					{ term: DEVIATION_FIELDS.due_on.label, value: dateText(deviation.due_on) },
					{ term: HANDLING_FIELDS.root_cause.label, value: deviation.root_cause, wide: true },
					{ term: HANDLING_FIELDS.plan.label, value: deviation.plan, wide: true },
					{ term: EFFECT_FIELDS.effect_check.short, value: deviation.effect_check, wide: true },
					...(deviation.closed_by_name && deviation.status === "closed"
						? [{ term: "Avslutad", value: `${deviation.closed_by_name}, ${dateTimeText(deviation.closed_at)}` }]
						: []),
				]}
			/>
			{unfinished && may_handle ? (
				<Actions>
					<Link href={paths.deviationEdit(deviation.id)}>Ändra uppgifter</Link>
					{deviation.status === "handled" ? <Link href={paths.deviationHandling(deviation.id)}>Ändra plan</Link> : null}
					{deviation.status === "open" && deviation.severity === "minor" && may_close ? (
						<Link href={paths.deviationClosing(deviation.id)}>Avsluta direkt</Link>
					) : null}
				</Actions>
			) : null}
		</Section>
	);
}
